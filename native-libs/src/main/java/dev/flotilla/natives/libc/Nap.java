package dev.flotilla.natives.libc;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/**
 * Short sleeps of one platform thread. A nap is one system call, where {@code LockSupport.parkNanos} makes three; in return
 * nobody can end it early.
 */
public final class Nap implements AutoCloseable {
    private final OffHeap memory = OffHeap.allocate(2 * Long.BYTES);
    private final ByteBuffer time = memory.bytes();

    /** Sleeps for that time, at most a second. A signal may cut it short. */
    public void sleep(long ns) {
        time.putLong(Layout.TIMESPEC_NS, Math.min(ns, 999_999_999));
        LibC.nanosleep(memory.address(), 0);
    }

    @Override
    public void close() {
        memory.close();
    }
}
