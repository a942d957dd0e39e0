package dev.flotilla.edge.helmsman.push;

import java.time.Duration;

/** When a push target is tried again: after 2 s, and after twice as long each time, up to a minute. For one thread. */
final class Attempts {
    private static final long FIRST_NS = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST_NS = Duration.ofMinutes(1).toNanos();

    private int count;
    private long againNs;
    private boolean mustWait;

    boolean isDue(long nowNs) {
        return !mustWait || nowNs - againNs >= 0;
    }

    /** It is tried now. */
    void begun(long nowNs) {
        mustWait = true;
        againNs = nowNs + Math.min(LONGEST_NS, FIRST_NS << Math.min(count, 10));
        count++;
    }

    /** It runs for long enough to count as good. */
    void good() {
        count = 0;
        mustWait = false;
    }

    int count() {
        return count;
    }
}
