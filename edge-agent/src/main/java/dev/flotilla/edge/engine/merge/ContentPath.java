package dev.flotilla.edge.engine.merge;

import java.nio.ByteBuffer;

/** One way by which transport-stream packets come in order: where in the merged stream it is, and what of it waits. */
final class ContentPath {
    private static final int PACKETS = 1 << 17;

    /** So many packets are looked at one by one: within them, nothing but null packets comes twice. */
    private static final int NEAR = 64;

    final int index;
    final PathCounters counters = new PathCounters();
    final HashTrail trail = new HashTrail(PACKETS);

    /** Whether {@link #cursor} is known to be right. */
    boolean isAligned = true;

    /** The number in the merged stream of the packet that is expected next. */
    long cursor;

    /** The merged stream was compared with what waits up to there. */
    long compared;

    long lastArrivalNs;

    private final PacketPool pool;
    private final int[] handles = new int[PACKETS];
    private final long[] arrivals = new long[PACKETS];

    /** The first packet of the trail that waits; the trail's end when none does. */
    private long first;

    ContentPath(int index, PacketPool pool) {
        this.index = index;
        this.pool = pool;
    }

    boolean isWaiting() {
        return first < trail.end();
    }

    long first() {
        return first;
    }

    /** Nothing waits: what has come is dealt with. */
    void pass() {
        first = trail.end();
    }

    /** Has the latest packet of the trail wait; answers whether there was room. */
    boolean hold(ByteBuffer bytes, int at, int length, long nowNs) {
        int handle = pool.put(bytes, at, length);
        int place = place(trail.end() - 1);
        handles[place] = handle;
        arrivals[place] = nowNs;
        return handle != PacketPool.FULL && trail.end() - first < PACKETS;
    }

    ByteBuffer bytes() {
        return pool.bytes(handles[place(first)]);
    }

    int offset() {
        return pool.offset(handles[place(first)]);
    }

    long firstHash() {
        return trail.hash(first);
    }

    /**
     * Where among those that wait, before that number, a packet with that hash is: the nearest of the first few, else the last.
     * {@link HashTrail#NOWHERE} when there is none.
     */
    long find(long hash, long end) {
        for (long number = first; number < Math.min(end, first + NEAR); number++) {
            if (trail.hash(number) == hash) {
                return number;
            }
        }
        long last = trail.find(hash);
        return last >= first && last < end ? last : HashTrail.NOWHERE;
    }

    /** When the first that waits came. */
    long waitsSinceNs() {
        return arrivals[place(first)];
    }

    /** The first that waits is dealt with. */
    void drop() {
        if (handles[place(first)] != PacketPool.FULL) {
            pool.free(handles[place(first)]);
        }
        first++;
    }

    /** All that wait up to that number are dealt with. */
    void dropTo(long last) {
        while (first <= last) {
            drop();
        }
    }

    private static int place(long number) {
        return (int) number & (PACKETS - 1);
    }
}
