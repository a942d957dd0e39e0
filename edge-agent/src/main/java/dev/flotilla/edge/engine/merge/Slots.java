package dev.flotilla.edge.engine.merge;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/**
 * What a timeline knows of each of its last numbers, outside the heap: 17 KB at first, and at most 4.5 MB. The number of slots
 * is a power of two; a number more than that behind another one has no slot beside it. Belongs to one thread.
 */
final class Slots implements AutoCloseable {
    static final int FEWEST = 1_024;
    static final int MOST = 1 << 18;

    private static final int BYTES = Long.BYTES + Integer.BYTES + Integer.BYTES + Byte.BYTES;

    private OffHeap memory = OffHeap.allocate(FEWEST * BYTES);
    private ByteBuffer bytes = memory.bytes();
    private int count = FEWEST;

    /** How many numbers there is room for. */
    int count() {
        return count;
    }

    int residentBytes() {
        return count * BYTES;
    }

    /** Arrival of what came, deadline of what is missing, time of giving up of what was. */
    long timeNs(long number) {
        return bytes.getLong(slot(number) * Long.BYTES);
    }

    void timeNs(long number, long ns) {
        bytes.putLong(slot(number) * Long.BYTES, ns);
    }

    /** The handle of a packet that waits, or what has become of it. */
    int content(long number) {
        return bytes.getInt(count * Long.BYTES + slot(number) * Integer.BYTES);
    }

    void content(long number, int content) {
        bytes.putInt(count * Long.BYTES + slot(number) * Integer.BYTES, content);
    }

    int timestamp(long number) {
        return bytes.getInt(count * (Long.BYTES + Integer.BYTES) + slot(number) * Integer.BYTES);
    }

    void timestamp(long number, int timestamp) {
        bytes.putInt(count * (Long.BYTES + Integer.BYTES) + slot(number) * Integer.BYTES, timestamp);
    }

    /** By which paths a number came; of a missing one, which paths have passed over it. */
    int paths(long number) {
        return bytes.get(count * (BYTES - Byte.BYTES) + slot(number));
    }

    void paths(long number, int bits) {
        bytes.put(count * (BYTES - Byte.BYTES) + slot(number), (byte) bits);
    }

    private int slot(long number) {
        return (int) number & (count - 1);
    }

    /** Has room for that many numbers from now on, and keeps what is known of these. */
    void resize(int newCount, long from, long to) {
        OffHeap oldMemory = memory;
        ByteBuffer old = bytes;
        int oldCount = count;
        memory = OffHeap.allocate(newCount * BYTES);
        bytes = memory.bytes();
        count = newCount;
        for (long number = from; number <= to; number++) {
            int slot = (int) number & (oldCount - 1);
            timeNs(number, old.getLong(slot * Long.BYTES));
            content(number, old.getInt(oldCount * Long.BYTES + slot * Integer.BYTES));
            timestamp(number, old.getInt(oldCount * (Long.BYTES + Integer.BYTES) + slot * Integer.BYTES));
            paths(number, old.get(oldCount * (BYTES - Byte.BYTES) + slot));
        }
        oldMemory.close();
    }

    @Override
    public void close() {
        memory.close();
    }
}
