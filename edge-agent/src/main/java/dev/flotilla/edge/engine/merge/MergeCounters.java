package dev.flotilla.edge.engine.merge;

/** What has become of all packets. Counters never fall. */
public final class MergeCounters {
    long released;
    long missing;
    long overflown;
    long restarts;
    long tooLong;

    /** Packets that went on, in order. */
    public long released() {
        return released;
    }

    /** Packets that came by no path in time and were left out. */
    public long missing() {
        return missing;
    }

    /** How often packets were given up before their time, because no room was left to wait. */
    public long overflown() {
        return overflown;
    }

    /** How often the stream began with a new numbering. */
    public long restarts() {
        return restarts;
    }

    /** Packets left out because they were longer than {@link Merger#PACKET_BYTES}. */
    public long tooLong() {
        return tooLong;
    }
}
