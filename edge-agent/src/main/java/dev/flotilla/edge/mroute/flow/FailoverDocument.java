package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two sources work together, as mroute's clients write it. Zero and empty mean absent. What mroute does not know begins
 * with {@code healthTimeoutMs}.
 *
 * @param state ENABLED, or anything else for a second source that takes over only by hand
 * @param failoverMode MERGE, or anything else for a failover
 * @param recoveryWindow how long a merge waits for a packet, in milliseconds
 * @param healthTimeoutMs the silence after which a source has failed; the node's default where absent
 * @param returnPolicy AT_ONCE, AFTER_HOLD_OFF or BY_HAND; where absent AT_ONCE if there is a primary source, else BY_HAND
 * @param holdOffMs how long a primary must deliver before it takes over again
 * @param requiredPids the PIDs without which a source has failed
 * @param spliceWaitMs how long a switch without need waits for a random access point
 * @param mergeMatch SEQUENCE, or CONTENT for protocols without sequence numbers
 */
@RegisterForReflection
public record FailoverDocument(
        @JsonInclude(JsonInclude.Include.ALWAYS) String state,
        @JsonInclude(JsonInclude.Include.ALWAYS) String failoverMode,
        int recoveryWindow,
        @Nullable Priority sourcePriority,
        int healthTimeoutMs,
        String returnPolicy,
        int holdOffMs,
        List<Integer> requiredPids,
        @Nullable Integer spliceWaitMs,
        String mergeMatch) {
    static final String ENABLED = "ENABLED";
    static final String MERGE = "MERGE";
    static final String AT_ONCE = "AT_ONCE";
    static final String AFTER_HOLD_OFF = "AFTER_HOLD_OFF";
    static final String BY_HAND = "BY_HAND";
    static final String SEQUENCE = "SEQUENCE";
    static final String CONTENT = "CONTENT";

    /** Which source to prefer. */
    @RegisterForReflection
    public record Priority(
            @JsonInclude(JsonInclude.Include.ALWAYS) String primarySource) {
        public Priority {
            primarySource = requireNonNullElse(primarySource, "");
        }
    }

    public FailoverDocument {
        state = requireNonNullElse(state, "");
        failoverMode = requireNonNullElse(failoverMode, "");
        returnPolicy = requireNonNullElse(returnPolicy, "");
        requiredPids = List.copyOf(requireNonNullElse(requiredPids, List.of()));
        mergeMatch = requireNonNullElse(mergeMatch, "");
    }

    boolean isEnabled() {
        return state.equals(ENABLED);
    }

    boolean isMerge() {
        return isEnabled() && failoverMode.equals(MERGE);
    }

    /** The source to prefer, by name; a name that no source has means none. */
    String primarySource() {
        return sourcePriority == null ? "" : sourcePriority.primarySource();
    }
}
