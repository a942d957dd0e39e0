package dev.flotilla.edge.engine.stream;

/**
 * One reader's place in a ring. It may fall behind by as many packets as its bound; then it leaves out the oldest and counts
 * them. Whatever it does, the writer and the other readers do not notice.
 */
public final class RingReader {
    private final Ring ring;
    private final int bound;
    private long next;
    private long dropped;

    /** A reader that begins with the next packet to come. The bound is at most the ring's number of slots. */
    public RingReader(Ring ring, int bound) {
        if (bound < 1 || bound > ring.slots()) {
            throw new IllegalArgumentException("bound must be 1 to " + ring.slots() + ": " + bound);
        }
        this.ring = ring;
        this.bound = bound;
        this.next = ring.head();
    }

    /** How many packets wait to be read. Packets beyond the bound are dropped first. */
    public int pending() {
        long behind = ring.head() - next;
        if (behind > bound) {
            dropped += behind - bound;
            next = ring.head() - bound;
            return bound;
        }
        return (int) behind;
    }

    /** The packet to read next. Meaningful when {@link #pending} is not 0. */
    public long next() {
        return next;
    }

    /** That many packets were read. */
    public void advance(int packets) {
        next += packets;
    }

    /** Leaves out everything that waits, and counts it. */
    public void skip() {
        dropped += ring.head() - next;
        next = ring.head();
    }

    /** How many packets this reader has left out. */
    public long dropped() {
        return dropped;
    }
}
