package dev.flotilla.edge.engine;

import dev.flotilla.natives.library.MissingLibraryException;
import dev.flotilla.natives.rist.Rist;
import dev.flotilla.natives.srt.Srt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** What the engine stands on: shared libraries and memory. */
final class Libraries {
    private static final long PAGE_BYTES = 4_096;

    private Libraries() {}

    /** The version of each shared library, or what to install. */
    static Map<String, String> versions() {
        return Map.of(
                "libsrt", version(() -> Srt.version() + " (" + Srt.file() + ")"),
                "librist", version(Rist::version));
    }

    private static String version(Supplier<String> library) {
        try {
            return library.get();
        } catch (MissingLibraryException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The memory of this process that is really there, in bytes; 0 when the system does not say. */
    static long residentBytes() {
        try {
            return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]) * PAGE_BYTES;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
