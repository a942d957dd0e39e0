package dev.flotilla.edge.foghorn.directory;

import java.time.Duration;

/**
 * How long and how many.
 *
 * @param fresh as it is
 * @param stale beyond that, while it is asked for again
 * @param unknown that there is nothing
 * @param most entries
 */
record CacheBounds(Duration fresh, Duration stale, Duration unknown, int most) {
    static final CacheBounds DEFAULT =
            new CacheBounds(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10), 10_000);

    /** @throws IllegalArgumentException naming key and value */
    CacheBounds {
        notNegative("fresh", fresh);
        notNegative("stale", stale);
        notNegative("unknown", unknown);
        if (most < 1) {
            throw new IllegalArgumentException("most=" + most + ": at least 1");
        }
    }

    private static void notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(key + "=" + value + ": not negative");
        }
    }
}
