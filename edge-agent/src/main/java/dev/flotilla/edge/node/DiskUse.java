package dev.flotilla.edge.node;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file system that holds the agent's data. What is kept for the administrator is neither used nor usable. */
public record DiskUse(long usedBytes, long usableBytes, long totalBytes) {
    public static final DiskUse UNKNOWN = new DiskUse(0, 0, 0);

    /** Of the file system that holds that file or folder; {@link #UNKNOWN} when it does not say. */
    public static DiskUse of(Path data) {
        try {
            FileStore store = Files.getFileStore(data);
            long total = store.getTotalSpace();
            return new DiskUse(total - store.getUnallocatedSpace(), store.getUsableSpace(), total);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** From 0 to 1, as df(1) counts it. */
    public double share() {
        long all = usedBytes + usableBytes;
        return all == 0 ? 0 : (double) usedBytes / all;
    }
}
