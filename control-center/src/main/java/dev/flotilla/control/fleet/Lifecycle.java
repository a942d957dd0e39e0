package dev.flotilla.control.fleet;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/**
 * Where a node is in its life, and who said so.
 *
 * @param setAt null while nobody said anything
 */
public record Lifecycle(
        Phase phase,
        Optional<String> reason,
        Optional<String> setBy,
        @Nullable Instant setAt) {
    /** What a node is there for. */
    @Name("NodeLifecycle")
    public enum Phase {
        /** Let in, and never heard of since. */
        ENROLLED,
        /** Takes work. */
        ACTIVE,
        /** Serves whom it has and gets nothing new. */
        DRAINING,
        /** As if it were not there. */
        MAINTENANCE,
        /** Out of service for good, unless its machine is enrolled again. */
        RETIRED;

        /** Why a node takes nothing new in this phase, as a sentence's end. */
        Optional<String> refusal() {
            return switch (this) {
                case ENROLLED, ACTIVE -> Optional.empty();
                case DRAINING -> Optional.of("is draining");
                case MAINTENANCE -> Optional.of("is in maintenance");
                case RETIRED -> Optional.of("is retired");
            };
        }
    }

    /** A node that never spoke is only enrolled. */
    Phase shown(NodeReport report) {
        return phase == Phase.ACTIVE && report.seenAt() == null ? Phase.ENROLLED : phase;
    }
}
