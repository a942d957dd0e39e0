package dev.flotilla.edge.foghorn.control;

/** How a node stands with this Foghorn. Times are those of {@link System#nanoTime}. */
sealed interface Presence {
    /**
     * It has a stream.
     *
     * @param isStale whether it has said nothing for so long that it counts as lost all the same
     */
    record Here(HelmsmanStream stream, long heardNs, boolean isStale) implements Presence {
        Here heard(long nowNs) {
            return new Here(stream, nowNs, false);
        }

        Here stale() {
            return new Here(stream, heardNs, true);
        }

        /** Its stream is over: one that has announced to be back in a moment is waited for. */
        Presence left(long nowNs, long windowNs) {
            return stream.isLeaving() && !isStale ? new Returning(nowNs + windowNs) : new Lost(nowNs);
        }
    }

    /** It restarts, and its media server serves on meanwhile. */
    record Returning(long untilNs) implements Presence {}

    /** It is gone without a word, or did not come back in time. */
    record Lost(long sinceNs) implements Presence {}
}
