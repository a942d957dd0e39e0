package dev.flotilla.edge.engine.stream;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/**
 * The last packets of a stream, outside the heap. One writer appends; any number of {@link RingReader}s follow, each at its
 * own pace. The writer never waits: it overwrites the oldest. All of it belongs to one thread.
 *
 * <p>A slot holds one packet of up to seven transport-stream packets, and slots have no gap between them, so that a run of full
 * packets is one stretch of memory that the kernel can cut into datagrams.
 *
 * <p>A ring begins small and grows with the rate of its stream, so that readers may always fall behind by a quarter of a
 * second: a flow of 2 Mb/s needs a third of a megabyte, not three.
 */
public final class Ring implements AutoCloseable {
    /** Seven transport-stream packets, the payload of one datagram. */
    public static final int SLOT_BYTES = 7 * 188;

    private static final long KEPT_NS = 250_000_000;

    private final OffHeap memory;
    private final ByteBuffer bytes;
    private final int[] lengths;
    private final long[] arrivals;
    private final Messages messages = new Messages(this);
    private int mask;
    private long head;

    /** A ring of that many slots, a power of two. */
    public Ring(int slots) {
        this(slots, slots);
    }

    /** A ring that grows. Both numbers are powers of two; memory for the most is reserved, and used as it is needed. */
    public Ring(int fewest, int most) {
        if (Integer.bitCount(fewest) != 1 || Integer.bitCount(most) != 1 || fewest > most) {
            throw new IllegalArgumentException("slots must be a power of two: " + fewest + " to " + most);
        }
        memory = OffHeap.allocate(most * SLOT_BYTES);
        bytes = memory.bytes();
        lengths = new int[most];
        arrivals = new long[most];
        mask = fewest - 1;
    }

    /** Copies one packet into the next slot. The length is at most {@link #SLOT_BYTES}. */
    public void append(ByteBuffer source, int offset, int length, long nowNs) {
        while (isTight(nowNs)) {
            grow();
        }
        int slot = (int) head & mask;
        bytes.put(slot * SLOT_BYTES, source, offset, length);
        lengths[slot] = length;
        arrivals[slot] = nowNs;
        head++;
    }

    /** Whether a reader that is half a ring behind would miss what came just now. */
    private boolean isTight(long nowNs) {
        long half = head - slots() / 2;
        return half >= 0 && slots() < lengths.length && nowNs - arrivedNs(half) < KEPT_NS;
    }

    /** Twice as many slots: every packet keeps its place, or moves up by as many slots as there were. */
    private void grow() {
        int before = slots();
        mask = 2 * before - 1;
        for (long packet = Math.max(0, head - before); packet < head; packet++) {
            int from = (int) packet & before - 1;
            int to = (int) packet & mask;
            if (from != to) {
                bytes.put(to * SLOT_BYTES, bytes, from * SLOT_BYTES, lengths[from]);
                lengths[to] = lengths[from];
                arrivals[to] = arrivals[from];
            }
        }
    }

    /** The number of the next packet to come; packets are numbered from 0. */
    public long head() {
        return head;
    }

    public int slots() {
        return mask + 1;
    }

    /** Where the packet lies. Valid for the last {@link #slots()} packets. */
    public long address(long packet) {
        return memory.address() + (packet & mask) * SLOT_BYTES;
    }

    /** The whole memory, with a position and a limit of its own: for a sender that takes buffers. */
    public ByteBuffer view() {
        return memory.bytes();
    }

    /** Where the packet lies in a {@link #view}. Valid for the last {@link #slots()} packets. */
    public int offset(long packet) {
        return ((int) packet & mask) * SLOT_BYTES;
    }

    /** Copies bytes of a packet to another place. */
    public void copy(long packet, int from, ByteBuffer target, int at, int length) {
        target.put(at, bytes, ((int) packet & mask) * SLOT_BYTES + from, length);
    }

    public int length(long packet) {
        return lengths[(int) packet & mask];
    }

    /** When the packet was appended. */
    public long arrivedNs(long packet) {
        return arrivals[(int) packet & mask];
    }

    /** Packets of this ring as messages, shared by all who send datagrams. */
    public Messages messages() {
        return messages;
    }

    /** How many packets, this one included, lie in front of the end of the memory. */
    public int untilWrap(long packet) {
        return slots() - ((int) packet & mask);
    }

    @Override
    public void close() {
        messages.close();
        memory.close();
    }
}
