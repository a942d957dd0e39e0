package dev.flotilla.edge.uplink;

import java.time.Duration;

/**
 * How long a node waits before it calls again. After the n-th failure in a row: any time from nothing to the bound, which
 * starts with {@code first} and doubles up to {@code longest} ("full jitter", so that a fleet does not come back in step).
 *
 * @param turnedAway around which to wait after the control center said that this node is not wanted
 */
public record Pauses(Duration first, Duration longest, Duration turnedAway) {
    static final Pauses DEFAULT = new Pauses(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(15));

    private static final int MOST_DOUBLINGS = 30;

    /**
     * The pause after that many failures in a row, 1 or more.
     *
     * @param random evenly distributed, from 0 to below 1
     */
    public Duration afterFailures(int failures, double random) {
        long bound = first.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
        return scaled(Duration.ofNanos(Math.min(bound, longest.toNanos())), random);
    }

    /** The pause after being turned away: half as long to half again as long as {@code turnedAway}. */
    public Duration afterBeingTurnedAway(double random) {
        return scaled(turnedAway, 0.5 + random);
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
