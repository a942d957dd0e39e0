package dev.flotilla.control.fleet.release;

import dev.flotilla.control.fleet.release.NodeUpdate.State;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Map;
import org.eclipse.microprofile.graphql.Name;

/** How far a roll-out is: its nodes, counted by where they are. */
@DefaultNonNull
@Name("RolloutProgress")
public record Progress(Stage stage, int pending, int draining, int updating, int healthy, int failed, int rolledBack) {
    /** What the roll-out does. */
    @Name("RolloutStage")
    public enum Stage {
        /** Nodes are on their way, or wait for their turn. */
        RUNNING,
        /** Somebody paused it. */
        PAUSED,
        /** As many nodes failed as may, and no further one begins until somebody says so. */
        STOPPED,
        /** No node is left to bring there. */
        DONE
    }

    static Progress of(ReleaseTarget target, Map<State, Integer> counts) {
        int pending = counts.getOrDefault(State.PENDING, 0);
        int draining = counts.getOrDefault(State.DRAINING, 0);
        int updating = counts.getOrDefault(State.UPDATING, 0);
        int failed = counts.getOrDefault(State.FAILED, 0);
        int rolledBack = counts.getOrDefault(State.ROLLED_BACK, 0);
        return new Progress(
                stage(target, pending + draining + updating, failed + rolledBack),
                pending,
                draining,
                updating,
                counts.getOrDefault(State.HEALTHY, 0),
                failed,
                rolledBack);
    }

    private static Stage stage(ReleaseTarget target, int open, int failures) {
        if (target.isPaused()) {
            return Stage.PAUSED;
        }
        if (failures >= target.stopAfter()) {
            return Stage.STOPPED;
        }
        return open == 0 ? Stage.DONE : Stage.RUNNING;
    }
}
