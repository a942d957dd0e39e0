package dev.flotilla.natives.libc;

import static dev.flotilla.natives.libc.Layout.*;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/**
 * Messages for one {@code sendmmsg}. They point at bytes that stay where they are; nothing is copied. Belongs to one thread
 * and may serve any number of sockets in turn.
 */
public final class SendBatch implements AutoCloseable {
    /** What one message may hold: the kernel cuts it into at most 64 datagrams (UDP_MAX_SEGMENTS). */
    public static final int MAX_SEGMENTS = 64;

    /** The largest payload of a UDP message over IPv4, segmented or not. */
    public static final int MAX_MESSAGE_BYTES = 65_507;

    private static final int CONTROL_BYTES = 24;
    private static final int CONTROL_DATA_END = CMSGHDR_SIZE + 2;

    private final int capacity;
    private final OffHeap memory;
    private final ByteBuffer bytes;
    private final int iovecs;
    private final int controls;
    private int count;

    /** A batch with room for that many messages, at most 1024. */
    public SendBatch(int capacity) {
        this.capacity = capacity;
        iovecs = capacity * MMSGHDR_SIZE;
        controls = iovecs + capacity * IOVEC_SIZE;
        memory = OffHeap.allocate(controls + capacity * CONTROL_BYTES);
        bytes = memory.bytes();
        for (int i = 0; i < capacity; i++) {
            int header = i * MMSGHDR_SIZE;
            int control = controls + i * CONTROL_BYTES;
            bytes.putLong(header + MSGHDR_IOV, memory.address() + iovecs + (long) i * IOVEC_SIZE);
            bytes.putLong(header + MSGHDR_IOV_LENGTH, 1);
            bytes.putLong(header + MSGHDR_CONTROL, memory.address() + control);
            bytes.putLong(control + CMSGHDR_LENGTH, CONTROL_DATA_END);
            bytes.putInt(control + CMSGHDR_LEVEL, Constant.IPPROTO_UDP);
            bytes.putInt(control + CMSGHDR_TYPE, Constant.UDP_SEGMENT);
        }
    }

    /** Forgets the messages. */
    public void clear() {
        count = 0;
    }

    public boolean isFull() {
        return count == capacity;
    }

    /** How many messages there are. */
    public int count() {
        return count;
    }

    /** Adds one datagram. The batch must not be full. */
    public void add(long address, int length) {
        add(address, length, 0);
    }

    /**
     * Adds one message that the kernel cuts into datagrams. The batch must not be full.
     *
     * @param length of all segments, at most {@link #MAX_MESSAGE_BYTES}
     * @param segmentBytes the length of each datagram but the last, which may be shorter; 0 for one datagram
     */
    public void add(long address, int length, int segmentBytes) {
        int iovec = iovecs + count * IOVEC_SIZE;
        bytes.putLong(iovec + IOVEC_BASE, address).putLong(iovec + IOVEC_LENGTH, length);
        bytes.putLong(count * MMSGHDR_SIZE + MSGHDR_CONTROL_LENGTH, segmentBytes == 0 ? 0 : CONTROL_BYTES);
        bytes.putShort(controls + count * CONTROL_BYTES + CMSGHDR_SIZE, (short) segmentBytes);
        count++;
    }

    long address() {
        return memory.address();
    }

    @Override
    public void close() {
        memory.close();
    }
}
