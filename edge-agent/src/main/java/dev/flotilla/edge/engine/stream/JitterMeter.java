package dev.flotilla.edge.engine.stream;

/** How unevenly packets arrive: the mean deviation of their distance from the mean distance, smoothed as in RFC 3550 6.4.1. */
public final class JitterMeter {
    private static final double PACE_WEIGHT = 1.0 / 64;
    private static final double JITTER_WEIGHT = 1.0 / 16;

    private long lastNs;
    private double paceNs;
    private double jitterNs;

    /** A packet came, by any steady clock. */
    public void arrived(long timeNs) {
        if (lastNs != 0) {
            double distance = timeNs - lastNs;
            paceNs += (distance - paceNs) * PACE_WEIGHT;
            jitterNs += (Math.abs(distance - paceNs) - jitterNs) * JITTER_WEIGHT;
        }
        lastNs = timeNs;
    }

    public double jitterMs() {
        return jitterNs / 1e6;
    }
}
