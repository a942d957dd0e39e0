package dev.flotilla.edge.engine.stream;

/** How long a sender holds packets so that several leave together. Decides, and does nothing. */
public final class Hold {
    /** Beyond this, holding longer saves next to nothing (docs/performance.md). */
    private static final long MAX_NS = 10_000_000;

    /** The longest time between two looks at a busy source; its buffer in the kernel must hold that much. */
    private static final long MAX_TURN_NS = 5_000_000;

    private static final long MULTICAST_NS = 1_000_000;

    private final long holdNs;

    /** A hold of that time; more than is of use is cut off. */
    public Hold(long holdNs) {
        this.holdNs = Math.min(holdNs, MAX_NS);
    }

    /** The same for receivers with small buffers, which bursts overflow (multicast, RTP): a millisecond at the most. */
    public Hold forMulticast() {
        return new Hold(Math.min(holdNs, MULTICAST_NS));
    }

    /** How long the flow may wait between two looks at its source on behalf of this sender. */
    public long turnNs() {
        return Math.min(holdNs, MAX_TURN_NS);
    }

    /**
     * When what waits is to be sent. Packets have on average been in the kernel's buffer for a turn already when they arrive
     * in the ring, which counts against their hold.
     *
     * @return nanoseconds on the clock of {@code arrivedNs}; {@code Long.MAX_VALUE} when nothing waits
     */
    public long dueNs(Ring ring, RingReader reader, long turnNs) {
        int pending = reader.pending();
        if (pending == 0) {
            return Long.MAX_VALUE;
        }
        boolean isCrowded = pending > ring.slots() / 8;
        return ring.arrivedNs(reader.next()) + (isCrowded ? 0 : Math.max(0, holdNs - turnNs));
    }
}
