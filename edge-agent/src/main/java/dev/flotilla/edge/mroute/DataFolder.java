package dev.flotilla.edge.mroute;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The agent's data folder, held by one agent at a time. The hold ends with the process, however that ends. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none, and takes hold of it.
     *
     * @throws ConfigurationException when it cannot be made, or another agent holds it
     */
    static DataFolder hold(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("agent.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new ConfigurationException(
                        "flotilla.data=%s: another agent runs on this folder; stop it, or set flotilla.data to another folder"
                                .formatted(path));
            }
            return new DataFolder(path, channel);
        } catch (IOException failure) {
            throw new ConfigurationException("flotilla.data=%s: cannot use this folder: %s".formatted(path, failure));
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException("cannot let go of " + path, alreadyGone);
        }
    }

    private static @Nullable Object tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
