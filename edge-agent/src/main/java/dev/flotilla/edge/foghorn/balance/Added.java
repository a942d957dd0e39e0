package dev.flotilla.edge.foghorn.balance;

import java.util.concurrent.atomic.AtomicLongArray;

/** The bandwidth that redirects will need and no report has shown yet, bytes per second, by slot. Lives beside all snapshots. */
final class Added {
    private static final long MOST = 1L << 46;
    private static final long FAILURE_BYTES = 1L << 20;

    private final AtomicLongArray bytes;

    Added(int slots) {
        bytes = new AtomicLongArray(slots);
    }

    long get(int slot) {
        return bytes.getOpaque(slot);
    }

    void add(int slot, long more) {
        bytes.getAndAdd(slot, more);
    }

    void set(int slot, long now) {
        bytes.set(slot, now);
    }

    /** A poll went well: MistServer forgets a quarter. */
    void fade(int slot) {
        bytes.updateAndGet(slot, old -> (long) (old * 0.75));
    }

    /** A poll failed: MistServer grows wary. */
    void doubt(int slot) {
        bytes.updateAndGet(slot, old -> Math.min(MOST, (long) ((old + FAILURE_BYTES) * 1.2)));
    }
}
