package dev.flotilla.edge.engine.flow;

/**
 * Whether a flow looks at its source by the clock, once per turn, or wakes with each packet and sends it at once. To be woken by
 * the clock costs as much processor time as to be woken by three packets (docs/performance.md), so the clock is for streams that
 * bring more than that in a turn, and for flows with many outputs, where sending several packets at once is worth more. Decides,
 * and does nothing.
 */
final class Pace {
    private static final double PACKETS_PER_CLOCK_WAKE = 3;
    private static final int MOST_OUTPUTS = 2;
    /** A stream near the bound does not go to and fro. */
    private static final double WELL_BELOW = 0.8;

    private long sinceNs;
    private long packets;
    private boolean isByPacket;

    /** Begins to count at that time. */
    Pace(long nowNs) {
        sinceNs = nowNs;
    }

    /** Notes what a look at the source brought. */
    void received(int count) {
        packets += count;
    }

    /**
     * Decides anew from what came since the last time.
     *
     * @param turnNs how long packets may wait for a look at the source
     * @param canWake whether a packet of the source can wake the flow at all
     */
    void decide(long nowNs, long turnNs, int outputs, boolean canWake) {
        double perTurn = (double) packets * turnNs / Math.max(1, nowNs - sinceNs);
        double most = PACKETS_PER_CLOCK_WAKE * (isByPacket ? 1 : WELL_BELOW);
        isByPacket = canWake && outputs <= MOST_OUTPUTS && packets > 0 && perTurn < most;
        sinceNs = nowNs;
        packets = 0;
    }

    boolean isByPacket() {
        return isByPacket;
    }
}
