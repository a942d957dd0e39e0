package dev.flotilla.natives.srt;

import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Carries the handshake's question from libsrt's thread to a gate. Kept by the listener for as long as C may call it. */
final class SrtDoor implements LibSrt.ListenCallback {
    private static final int ACCEPT = 0;
    private static final int REJECT = -1;

    private final SrtGate gate;

    SrtDoor(SrtGate gate) {
        this.gate = gate;
        // Detached after each call, at 20 microseconds per handshake: a thread of libsrt that stayed attached could not
        // end
        // while the JVM exits, and libsrt would wait for it for ever.
        Native.setCallbackThreadInitializer(this, new CallbackThreadInitializer(true, true, "srt-door"));
    }

    @Override
    public int invoke(Pointer opaque, int socket, int handshakeVersion, Pointer peer, Pointer streamId) {
        SrtVerdict verdict = decide(socket, streamId);
        if (verdict == SrtVerdict.WELCOME) {
            return ACCEPT;
        }
        LibSrt.srt_setrejectreason(socket, verdict.rejectReason);
        return REJECT;
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private SrtVerdict decide(int socket, Pointer streamId) {
        try {
            String text = streamId.getString(0, "UTF-8");
            return isLink(socket) ? gate.decideLink(text) : gate.decide(text);
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            return SrtVerdict.UNAVAILABLE;
        }
    }

    private static boolean isLink(int socket) {
        try {
            return Srt.canBond() && new SrtOptions(socket).number(SrtOption.GROUP_TYPE) > 0;
        } catch (SrtException unknown) {
            return false;
        }
    }
}
