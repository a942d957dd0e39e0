package dev.flotilla.edge.engine.rtp;

/** Arithmetic of 16-bit sequence numbers, which begin again after 65535. */
public final class Sequence {
    /** How many packets until a number comes again. */
    public static final int CYCLE = 1 << 16;

    private Sequence() {}

    /** The number nearest to the reference among those whose low 16 bits are the sequence number. */
    public static long extend(int sequence, long reference) {
        return reference + (short) (sequence - (int) reference);
    }

    /** How far the second is ahead of the first, -32768 to 32767. */
    public static int distance(int from, int to) {
        return (short) (to - from);
    }
}
