package dev.flotilla.natives.rist;

import com.sun.jna.Native;
import dev.flotilla.natives.library.SharedLibrary;
import java.util.List;

/** The RIST library of the system. Loaded at its first use and kept until the process ends. */
public final class Rist {
    /** The largest payload of one packet that is sent: seven transport-stream packets. */
    public static final int PAYLOAD_BYTES = 1316;

    /** The largest payload that a peer can send: librist's packets have at most 9968 bytes with their headers. */
    public static final int RECEIVE_BYTES = 9968;

    private static final SharedLibrary LIBRARY = new SharedLibrary("librist", List.of("librist.so.4"), "librist4");

    private static volatile boolean isLoaded;

    private Rist() {}

    /**
     * Loads the library unless that has been done.
     *
     * @throws dev.flotilla.natives.library.MissingLibraryException naming the package to install
     */
    public static void load() {
        if (!isLoaded) {
            register();
        }
    }

    private static synchronized void register() {
        if (!isLoaded) {
            Native.register(LibRist.class, LIBRARY.open());
            isLoaded = true;
        }
    }

    /** The version of the library, for example "0.2.7". Loads it. */
    public static String version() {
        load();
        return LibRist.librist_version();
    }
}
