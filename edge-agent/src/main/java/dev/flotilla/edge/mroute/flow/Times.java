package dev.flotilla.edge.mroute.flow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a flow was made, changed, and last started and stopped. A running flow has no time of stopping. */
public record Times(
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt) {
    public static Times created(Instant now) {
        return new Times(now, now, null, null);
    }

    Times updated(Instant now) {
        return new Times(createdAt, now, startedAt, stoppedAt);
    }

    Times started(Instant now) {
        return new Times(createdAt, now, now, null);
    }

    Times stopped(Instant now) {
        return new Times(createdAt, now, startedAt, now);
    }
}
