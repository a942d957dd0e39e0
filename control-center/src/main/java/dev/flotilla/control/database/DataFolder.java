package dev.flotilla.control.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one control center keeps everything in. Locked while it is open, so that no second process works in it; the
 * kernel frees the lock of a process that was killed.
 */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if need be, and locks it.
     *
     * @throws CannotStart when the folder cannot be written, or another control center holds it
     */
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new CannotStart("Another control center runs on flotilla.data = " + folder
                        + ", and an embedded PostgreSQL serves one process. Stop the other; or make both replicas of one"
                        + " control center: give each a flotilla.data of its own, and both the same flotilla.database.url,"
                        + " flotilla.database.username, flotilla.database.password and flotilla.secret.master-key.");
            }
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw new CannotStart("Cannot write in flotilla.data = " + folder + ": " + e, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new CannotStart("Cannot unlock flotilla.data = " + path + ": " + e, e);
        }
    }
}
