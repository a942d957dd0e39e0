package dev.flotilla.natives.srt;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.flotilla.natives.library.SharedLibrary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SRT library of the system. Loaded at its first use and kept until the process ends. */
public final class Srt {
    /** The largest payload of one SRT packet that any peer accepts: seven transport-stream packets. */
    public static final int PAYLOAD_BYTES = 1316;

    /** The room that a receive must offer, whatever the peer's payload size. */
    public static final int RECEIVE_BYTES = 1500;

    /**
     * The build with GnuTLS encrypts by the processor's AES instructions; the one with OpenSSL uses functions of it that do not,
     * and needs twice the time for a packet (docs/performance.md).
     */
    private static final SharedLibrary LIBRARY =
            new SharedLibrary("libsrt", List.of("libsrt-gnutls.so.1.5", "libsrt.so.1.5"), "libsrt1.5-gnutls");

    /** syslog's LOG_CRIT: what peers do wrong comes back as an error or a rejection, not as lines on standard error. */
    private static final int LOG_CRITICAL = 2;

    /** What to say where bonding is wanted and the library has none. */
    public static final String NO_GROUPS =
            "this libsrt was built without socket groups (bonding): build one that has them with native-libs/build-libsrt.sh";

    private static volatile @Nullable String file;
    private static volatile boolean canBond;

    private Srt() {}

    /**
     * Loads and starts the library unless that has been done.
     *
     * @throws dev.flotilla.natives.library.MissingLibraryException naming the package to install
     */
    public static void load() {
        if (file == null) {
            start();
        }
    }

    private static synchronized void start() {
        if (file != null) {
            return;
        }
        NativeLibrary library = LIBRARY.open();
        Native.register(LibSrt.class, library);
        if (LibSrt.srt_startup() < 0) {
            throw new IllegalStateException("libsrt does not start");
        }
        LibSrt.srt_setloglevel(LOG_CRITICAL);
        canBond = probeGroups();
        file = library.getFile() == null ? library.getName() : library.getFile().getName();
    }

    private static boolean probeGroups() {
        int group = LibSrt.srt_create_group(SrtGroupType.BROADCAST.number);
        return group != -1 && LibSrt.srt_close(group) == 0;
    }

    /** Whether the library can bond several links into one connection; Debian's cannot. Loads it. */
    public static boolean canBond() {
        load();
        return canBond;
    }

    /** The version of the library, for example "1.5.1". Loads it. */
    public static String version() {
        load();
        int version = LibSrt.srt_getversion();
        return (version >>> 16) + "." + (version >>> 8 & 0xff) + "." + (version & 0xff);
    }

    /** The file that was loaded, for example "libsrt.so.1.5". Loads it. */
    public static String file() {
        load();
        return String.valueOf(file);
    }
}
