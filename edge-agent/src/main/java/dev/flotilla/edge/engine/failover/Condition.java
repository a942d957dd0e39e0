package dev.flotilla.edge.engine.failover;

/** How well a source delivers at the moment. */
enum Condition {
    SILENT(Reason.SILENCE, 0),
    DISCONNECTED(Reason.DISCONNECTION, 0),
    SYNC_LOST(Reason.SYNC_LOSS, 0),
    PID_MISSING(Reason.MISSING_PID, 1),
    WHOLE(Reason.RETURN, 2);

    private final Reason reason;
    private final int worth;

    Condition(Reason reason, int worth) {
        this.reason = reason;
        this.worth = worth;
    }

    static Condition of(Candidate source, long nowNs, long silenceNs) {
        if (!source.hasArrived() || nowNs - source.lastArrivalNs() >= silenceNs) {
            return SILENT;
        }
        if (source.hasLeft()) {
            return DISCONNECTED;
        }
        if (!source.hasSync()) {
            return SYNC_LOST;
        }
        return source.hasRequiredPids() ? WHOLE : PID_MISSING;
    }

    /** Why the outputs leave a source in this condition, or come to it. */
    Reason reason() {
        return reason;
    }

    boolean isBetterThan(Condition other) {
        return worth > other.worth;
    }
}
