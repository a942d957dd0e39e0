package dev.flotilla.edge.engine;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Transport-stream packets that carry their number, with continuity counters as they should be. */
public final class NumberedPackets {
    public static final int PACKET = 188;
    private static final int HEADER = 4;
    private static final int PID = 0x100;

    private long next;

    /** That many packets in a row, continuing those before. */
    public byte[] take(int count) {
        var bytes = ByteBuffer.allocate(count * PACKET);
        for (int i = 0; i < count; i++) {
            bytes.position(i * PACKET);
            bytes.put((byte) 0x47).put((byte) (PID >> 8)).put((byte) PID).put((byte) (0x10 | (next & 0x0f)));
            bytes.putLong(next++);
        }
        return bytes.array();
    }

    /** The number in the packet at that offset. */
    public static long number(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).getLong(offset + HEADER);
    }

    /** The numbers of all packets among these. */
    public static Set<Long> numbers(byte[] bytes) {
        return IntStream.range(0, bytes.length / PACKET)
                .mapToObj(i -> number(bytes, i * PACKET))
                .collect(Collectors.toSet());
    }

    /** How many packets are missing, repeated or out of order among these. */
    public static long gaps(byte[] bytes) {
        long gaps = 0;
        for (int at = PACKET; at < bytes.length; at += PACKET) {
            if (number(bytes, at) != number(bytes, at - PACKET) + 1) {
                gaps++;
            }
        }
        return gaps;
    }
}
