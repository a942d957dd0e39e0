package dev.flotilla.edge.engine.source;

/**
 * How long an SRT source is left alone after packets came. Each look costs a wake-up of the flow and two of libsrt's thread that
 * times the packets: where packets are few it waits for two of them, but never so long that it would be noticed beside the delay
 * that SRT has anyway (docs/performance.md).
 */
final class SrtPace {
    private static final int PACKETS = 2;
    private static final long MOST_NS = 4_000_000;

    private long packets;
    private long measuredAtNs;
    private long intervalNs;

    /** Learns how fast packets come, by how many there were so far. To be called some twenty times per second. */
    void measure(long soFar, long nowNs) {
        if (soFar > packets) {
            intervalNs = (nowNs - measuredAtNs) / (soFar - packets);
        }
        packets = soFar;
        measuredAtNs = nowNs;
    }

    /** Never less than a turn of the flow; nothing at all for a flow that sends each packet at once. */
    long pauseNs(long turnNs) {
        return turnNs == 0 ? 0 : Math.max(turnNs, Math.min(MOST_NS, PACKETS * intervalNs));
    }
}
