package dev.flotilla.edge.helmsman.poll;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that processes share, in bytes; zero where the machine has none. */
record SharedMemory(long totalBytes, long usedBytes) {
    private static final Path MOUNT = Path.of("/dev/shm");

    static SharedMemory ofThisMachine() {
        try {
            FileStore store = Files.getFileStore(MOUNT);
            return new SharedMemory(store.getTotalSpace(), store.getTotalSpace() - store.getUnallocatedSpace());
        } catch (IOException none) {
            return new SharedMemory(0, 0);
        }
    }
}
