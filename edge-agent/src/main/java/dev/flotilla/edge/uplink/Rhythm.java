package dev.flotilla.edge.uplink;

import dev.flotilla.proto.uplink.v1.Welcome;
import java.time.Duration;

/** When the next health and the next flow reports are due, at the intervals that the control center asked for. */
final class Rhythm {
    private static final long SHORTEST_NS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_NS = Duration.ofMinutes(5).toNanos();

    private final long healthNs;
    private final long reportNs;
    private long nextHealthNs;
    private long nextReportNs;

    private Rhythm(long healthNs, long reportNs, long nowNs) {
        this.healthNs = healthNs;
        this.reportNs = reportNs;
        this.nextHealthNs = nowNs;
        this.nextReportNs = nowNs;
    }

    /** The first of each is due at once. Intervals are held within 0.1 seconds and 5 minutes. */
    static Rhythm of(Welcome welcome, long nowNs) {
        return new Rhythm(intervalNs(welcome.getHealthIntervalMs()), intervalNs(welcome.getReportIntervalMs()), nowNs);
    }

    /** Whether health is due; if so, it is taken as sent. */
    boolean takeHealth(long nowNs) {
        if (nowNs - nextHealthNs < 0) {
            return false;
        }
        nextHealthNs = nowNs + healthNs;
        return true;
    }

    /** Whether flow reports are due; if so, they are taken as sent. */
    boolean takeReport(long nowNs) {
        if (nowNs - nextReportNs < 0) {
            return false;
        }
        nextReportNs = nowNs + reportNs;
        return true;
    }

    /** How long there is nothing to do, at most so long. */
    long untilNext(long nowNs, long mostNs) {
        long next = Math.min(nextHealthNs - nowNs, nextReportNs - nowNs);
        return Math.clamp(next, 0, mostNs);
    }

    private static long intervalNs(int ms) {
        return Math.clamp(Duration.ofMillis(ms).toNanos(), SHORTEST_NS, LONGEST_NS);
    }
}
