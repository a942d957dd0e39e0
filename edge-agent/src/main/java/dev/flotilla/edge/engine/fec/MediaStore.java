package dev.flotilla.edge.engine.fec;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The last RTP packets of a stream by their numbers, for as long as a repair packet may need them. */
final class MediaStore implements AutoCloseable {
    /** Two and a half of the largest blocks. */
    static final int PACKETS = 1_024;

    static final int PLACE_BYTES = 1_536;

    private static final long NONE = Long.MIN_VALUE;

    private final OffHeap memory = OffHeap.allocate(PACKETS * PLACE_BYTES);
    private final ByteBuffer bytes = memory.bytes();
    private final long[] numbers = new long[PACKETS];
    private final short[] lengths = new short[PACKETS];

    MediaStore() {
        clear();
    }

    void clear() {
        Arrays.fill(numbers, NONE);
    }

    boolean has(long number) {
        return numbers[place(number)] == number;
    }

    void put(long number, ByteBuffer source, int offset, int length) {
        bytes.put(offset(number), source, offset, length);
        numbers[place(number)] = number;
        lengths[place(number)] = (short) length;
    }

    /** Notes that the packet of that number lies at its {@link #offset} already. */
    void putInPlace(long number, int length) {
        numbers[place(number)] = number;
        lengths[place(number)] = (short) length;
    }

    ByteBuffer bytes() {
        return bytes;
    }

    /** Where the packet of that number lies, or would lie. */
    int offset(long number) {
        return place(number) * PLACE_BYTES;
    }

    int length(long number) {
        return lengths[place(number)];
    }

    private static int place(long number) {
        return (int) number & (PACKETS - 1);
    }

    @Override
    public void close() {
        memory.close();
    }
}
