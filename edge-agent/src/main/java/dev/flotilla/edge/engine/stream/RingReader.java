package dev.flotilla.edge.engine.stream;

/**
 * One reader's place in a ring. It may fall behind by half the ring; then it leaves out the oldest and counts them. Whatever it
 * does, the writer and the other readers do not notice.
 */
public final class RingReader {
    private final Ring ring;
    private long next;
    private long dropped;

    /** A reader that begins with the next packet to come. */
    public RingReader(Ring ring) {
        this.ring = ring;
        this.next = ring.head();
    }

    /** How many packets wait to be read. Packets beyond half the ring are dropped first. */
    public int pending() {
        long behind = ring.head() - next;
        int bound = ring.slots() / 2;
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
