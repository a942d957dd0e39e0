package dev.flotilla.natives.rist;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Notes who came last. Called by librist's thread, once per peer; kept by the context for as long as C may call it. */
final class RistDoor implements LibRist.ConnectCallback {
    private static final int WELCOME = 0;

    private final boolean tellsPort;
    private volatile String latest = "";

    /** A door of that profile; of what comes through a tunnel, librist tells a port that is only the tunnel's. */
    RistDoor(RistProfile profile) {
        tellsPort = profile == RistProfile.SIMPLE;
        Native.setCallbackThreadInitializer(this, new CallbackThreadInitializer(true, true, "rist-door"));
    }

    /** "host:port", or the host alone in the main profile; empty while nobody came. */
    String latest() {
        return latest;
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace")
    public int invoke(Pointer argument, Pointer ip, short port, Pointer localIp, short localPort, Pointer peer) {
        try {
            latest = ip.getString(0) + (tellsPort ? ":" + Short.toUnsignedInt(port) : "");
        } catch (RuntimeException bug) {
            bug.printStackTrace();
        }
        return WELCOME;
    }
}
