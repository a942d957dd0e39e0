package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/** A machine that was let in. What it reports about itself is in {@link NodeReport}. */
public record Node(
        NodeId id,
        ClusterId cluster,
        String name,
        String address,
        Instant enrolledAt,
        Instant certificateExpiresAt,
        @Nullable Instant revokedAt,
        Lifecycle lifecycle) {
    /** How a node stands with the control center. */
    @Name("NodeState")
    public enum State {
        /** Its uplink is open. */
        ONLINE,
        /** Its uplink is open, and it reports something wrong. */
        PROBLEM,
        /** It has no uplink. */
        OFFLINE,
        /** It may not come back. */
        REVOKED
    }

    public State state(NodeReport report) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        if (!report.isOnline()) {
            return State.OFFLINE;
        }
        return report.health().getProblemsList().isEmpty() ? State.ONLINE : State.PROBLEM;
    }
}
