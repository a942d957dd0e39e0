package dev.flotilla.control.stream.directory;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long nobody has looked, whatever the reason: a database that does not answer, or a process that stood still. Time is that of
 * {@link System#nanoTime()}. On one thread.
 */
final class Pause {
    private final LongSupplier nowNs;
    private final long longestNs;
    private long lookedAtNs;

    Pause(LongSupplier nowNs, Duration longest) {
        this.nowNs = nowNs;
        this.longestNs = longest.toNanos();
        this.lookedAtNs = nowNs.getAsLong();
    }

    /** Whether the look before, as of its beginning, is longer ago than may be. */
    boolean isTooLong() {
        return nowNs.getAsLong() - lookedAtNs > longestNs;
    }

    /** To be asked before a look, and given back to {@link #ended} when it has succeeded. */
    long begin() {
        return nowNs.getAsLong();
    }

    void ended(long begin) {
        lookedAtNs = begin;
    }
}
