package dev.flotilla.edge.engine.processor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How long a thread was ready to run and had no processor, as the kernel counts it. */
final class RunDelay implements AutoCloseable {
    /** Three numbers: nanoseconds of running, nanoseconds of waiting, and how often it ran. */
    private static final Path FILE = Path.of("/proc/thread-self/schedstat");

    private static final int BYTES = 80;

    private final FileChannel file;
    private final ByteBuffer text = ByteBuffer.allocateDirect(BYTES);

    private RunDelay(FileChannel file) {
        this.file = file;
    }

    /** That of the calling thread; null where the kernel does not count it. */
    static @Nullable RunDelay ofThisThread() {
        try {
            return new RunDelay(FileChannel.open(FILE));
        } catch (IOException notCounted) {
            return null;
        }
    }

    /** Since the thread began. */
    long waitedNs() {
        text.clear();
        try {
            file.read(text, 0);
        } catch (IOException ended) {
            return 0;
        }
        text.flip();
        while (text.hasRemaining() && text.get() != ' ') {
            // The time of running.
        }
        long waited = 0;
        while (text.hasRemaining()) {
            byte digit = text.get();
            if (digit < '0' || digit > '9') {
                break;
            }
            waited = 10 * waited + digit - '0';
        }
        return waited;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
        }
    }
}
