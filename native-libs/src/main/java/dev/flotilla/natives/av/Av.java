package dev.flotilla.natives.av;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The FFmpeg libraries of this process, of exactly the version that the struct offsets are for. Loaded from a folder, never
 * from the system, whose FFmpeg has other structs under the same names.
 */
public final class Av {
    /** Each needs only those before it, so that the loader never looks for one in the system's folders. */
    static final List<String> FILES = List.of(
            "libdrm.so.2",
            "libva.so.2",
            "libva-drm.so.2",
            "libavutil.so.60",
            "libswresample.so.6",
            "libavcodec.so.62",
            "libavformat.so.62");

    /** dlopen(3): resolve lazily, and keep the symbols (a libsrt among them) out of the way of other libraries. */
    private static final int RTLD_LAZY_LOCAL = 1;

    /** AV_LOG_QUIET: lines of FFmpeg may hold addresses and keys; failures come back as exceptions. */
    private static final int QUIET = -8;

    /** Major version 62, minor 3: FFmpeg 8.0. */
    private static final int MAJOR = 62;

    private static volatile @Nullable Path loadedFrom;

    private Av() {}

    /**
     * Loads the libraries from that folder, unless that has been done.
     *
     * @throws UnsatisfiedLinkError when one is missing or does not fit this machine
     */
    public static synchronized void load(Path folder) {
        if (loadedFrom != null) {
            return;
        }
        NativeLibrary library = null;
        for (String file : FILES) {
            String path = folder.resolve(file).toAbsolutePath().toString();
            library = NativeLibrary.getInstance(path, Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY_LOCAL));
        }
        Native.register(LibAv.class, library);
        int major = LibAv.avformat_version() >>> 16;
        if (major != MAJOR) {
            throw new UnsatisfiedLinkError("libavformat in " + folder + " has version " + major + ", not " + MAJOR);
        }
        LibAv.av_log_set_level(QUIET);
        loadedFrom = folder;
    }
}
