package dev.flotilla.edge.engine.link;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What the engine prints, in a file that has a bound. The engine outlives agents, so that no agent can hold its output in a
 * pipe: the file is copied and emptied below the engine, which writes at its end, wherever that is.
 */
final class EngineLog {
    private static final long MAX_BYTES = 8 << 20;

    private final Path file;

    EngineLog(Path file) {
        this.file = file;
    }

    /** Empties the file when it is too long. What it held goes to the file of the same name with {@code .1} behind it. */
    void bound() throws IOException {
        if (!Files.exists(file) || Files.size(file) <= MAX_BYTES) {
            return;
        }
        Path before = file.resolveSibling(file.getFileName() + ".1");
        try {
            Files.copy(file, before, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        } finally {
            // A disk that has no room for a copy needs it all the more.
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }
}
