package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.recent.Recent;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often one caller may ask: so many times a minute, and a few at once. Callers beyond a bound are forgotten, the one that
 * did not ask for the longest first.
 */
final class Allowance<K> {
    private static final double MINUTE_NS = Duration.ofMinutes(1).toNanos();

    private final Recent<K, Left> callers;
    private final int perMinute;
    private final int atOnce;
    private final LongSupplier nowNs;

    /** What one caller has left, as of a time. */
    private static final class Left {
        double calls;
        long sinceNs;

        Left(double calls, long sinceNs) {
            this.calls = calls;
            this.sinceNs = sinceNs;
        }
    }

    Allowance(int perMinute, int atOnce, int mostCallers, LongSupplier nowNs) {
        this.callers = new Recent<>(mostCallers, Duration.ofDays(1), nowNs);
        this.perMinute = perMinute;
        this.atOnce = atOnce;
        this.nowNs = nowNs;
    }

    /** Whether the caller may ask now; if so, it has. */
    boolean take(K caller) {
        Left left = callers.getOrMake(caller, _ -> new Left(atOnce, nowNs.getAsLong()));
        synchronized (left) {
            long now = nowNs.getAsLong();
            left.calls = Math.min(atOnce, left.calls + (now - left.sinceNs) / MINUTE_NS * perMinute);
            left.sinceNs = now;
            if (left.calls < 1) {
                return false;
            }
            left.calls--;
            return true;
        }
    }
}
