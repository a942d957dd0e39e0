package dev.flotilla.control.fleet.release;

import dev.flotilla.id.NodeId;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Name;

/**
 * Where a node is on its way to a version.
 *
 * @param version where to
 * @param before what it ran when it was its turn, or when it was first looked at
 * @param order the attempt; empty while there was none
 * @param release whose archive the attempt is with; empty when the node shall have the version still
 * @param reason of a failure, or for which it waits; empty when there is none
 * @param isDrained whether the roll-out made it drain, and makes it serve again
 */
record NodeUpdate(
        NodeId node,
        String version,
        String before,
        State state,
        String order,
        String release,
        String reason,
        boolean isDrained,
        Instant since) {
    /** In the order in which a node goes through them. */
    @Name("NodeUpdateState")
    enum State {
        /** Its turn has not come. */
        PENDING,
        /** Gets nothing new, and is left alone until it carries nothing or has had its time. */
        DRAINING,
        /** Has the order. */
        UPDATING,
        /** Runs the version, connected and healthy. */
        HEALTHY,
        /** Never ran it, or was not heard of. */
        FAILED,
        /** Ran it, was not healthy, and runs the version before again. */
        ROLLED_BACK
    }

    boolean isInFlight() {
        return state == State.DRAINING || state == State.UPDATING;
    }

    boolean isFailure() {
        return state == State.FAILED || state == State.ROLLED_BACK;
    }

    static NodeUpdate pending(NodeId node, String version, String before, String reason, Instant now) {
        return new NodeUpdate(node, version, before, State.PENDING, "", "", reason, false, now);
    }

    NodeUpdate becomes(State next, String why, Instant now) {
        return new NodeUpdate(node, version, before, next, order, release, why, isDrained, now);
    }

    NodeUpdate begins(State next, String attempt, String archive, boolean drains, Instant now) {
        return new NodeUpdate(node, version, before, next, attempt, archive, "", drains, now);
    }

    NodeUpdate waitsFor(String why) {
        return new NodeUpdate(node, version, before, state, order, release, why, isDrained, since);
    }
}
