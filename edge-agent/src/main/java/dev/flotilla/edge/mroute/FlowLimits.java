package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.time.Duration;

/**
 * What a node sets its flows.
 *
 * @param maxFlows how many may run at once
 * @param healthTimeout the silence after which a source has failed, for flows that do not say
 */
record FlowLimits(int maxFlows, Duration healthTimeout) {
    private static final int MOST_FLOWS = 200;
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** mroute's own. */
    static final FlowLimits DEFAULT = new FlowLimits(20, Duration.ofMillis(500));

    FlowLimits {
        if (maxFlows < 1 || maxFlows > MOST_FLOWS) {
            throw new IllegalArgumentException("max-flows must be 1-" + MOST_FLOWS + ": " + maxFlows);
        }
        if (healthTimeout.compareTo(SHORTEST) < 0 || healthTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("health-timeout must be 50ms-60s: " + healthTimeout.toMillis() + "ms");
        }
    }

    /** The flow as the engine is told of it. */
    FlowSpec engineSpec(Flow flow) {
        FlowSpec spec = flow.spec();
        boolean isFailover = spec.getSourcesCount() > 1 && !spec.getRedundancy().hasMerge();
        if (!isFailover || spec.getRedundancy().getFailover().hasSilenceMs()) {
            return spec;
        }
        FlowSpec.Builder told = spec.toBuilder();
        told.getRedundancyBuilder().getFailoverBuilder().setSilenceMs((int) healthTimeout.toMillis());
        return told.build();
    }
}
