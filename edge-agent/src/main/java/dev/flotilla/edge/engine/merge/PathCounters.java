package dev.flotilla.edge.engine.merge;

/** What one path has delivered so far. Counters never fall. */
public final class PathCounters {
    private static final double SKEW_WEIGHT = 1.0 / 64;

    long received;
    long first;
    long gapFills;
    long duplicates;
    long repeated;
    long late;
    long lost;
    long restarts;
    private double skewMs;
    private double longestSkewMs;
    private double longestLatenessMs;

    void skew(long ns) {
        double ms = ns / 1e6;
        skewMs += (ms - skewMs) * SKEW_WEIGHT;
        longestSkewMs = Math.max(longestSkewMs, ms);
    }

    void late(long byNs) {
        late++;
        longestLatenessMs = Math.max(longestLatenessMs, byNs / 1e6);
    }

    public long received() {
        return received;
    }

    /** Packets that this path brought before the other. */
    public long first() {
        return first;
    }

    /** Packets that the other path had passed over and this one brought. */
    public long gapFills() {
        return gapFills;
    }

    /** Packets that the other path had brought already: what redundancy costs when nothing goes wrong. */
    public long duplicates() {
        return duplicates;
    }

    /** Packets that this same path brought twice. */
    public long repeated() {
        return repeated;
    }

    /** Packets that came after they had been given up. */
    public long late() {
        return late;
    }

    /** Packets that did not come by this path, whether or not the other one had them. */
    public long lost() {
        return lost;
    }

    /** How often the path's numbering began anew. */
    public long restarts() {
        return restarts;
    }

    /** How far this path is behind whichever brings a packet first, smoothed. */
    public double skewMs() {
        return skewMs;
    }

    public double longestSkewMs() {
        return longestSkewMs;
    }

    /** By how much the latest of the late packets missed its time. */
    public double longestLatenessMs() {
        return longestLatenessMs;
    }
}
