package dev.flotilla.control.flow;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.Failover;
import dev.flotilla.proto.flow.v1.FailoverReturn;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.MergeMatch;
import dev.flotilla.proto.flow.v1.Redundancy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the definition of how two sources work together. */
final class RedundancyDraft {
    private RedundancyDraft() {}

    /** Nothing sent leaves it as it is, except that a flow with one source has none. */
    static void set(FlowSpec.Builder flow, FlowInput.@Nullable Failover failover, FlowInput.@Nullable Merge merge) {
        if (failover != null && merge != null) {
            throw new Refused(InvalidInput.of("merge", "must not come with failover: two sources do one or the other"));
        }
        if (failover == null && merge == null) {
            if (flow.getSourcesCount() < 2) {
                flow.clearRedundancy();
            }
            return;
        }
        String field = failover == null ? "merge" : "failover";
        if (flow.getSourcesCount() != 2) {
            throw new Refused(InvalidInput.of(field, "needs two sources"));
        }
        if (failover != null) {
            flow.setRedundancy(Redundancy.newBuilder().setFailover(of(failover)));
        } else if (merge != null) {
            flow.setRedundancy(Redundancy.newBuilder().setMerge(of(merge)));
        }
    }

    private static Failover of(FlowInput.Failover input) {
        Failover.Builder failover = Failover.newBuilder()
                .setHoldOffMs(requireNonNullElse(input.holdOffMs(), 0))
                .addAllRequiredPids(requireNonNullElse(input.requiredPids(), List.of()))
                .setByHandOnly(requireNonNullElse(input.byHandOnly(), false));
        if (input.returnPolicy() != null) {
            failover.setReturnPolicy(FailoverReturn.valueOf("FAILOVER_RETURN_" + input.returnPolicy()));
        }
        if (input.silenceMs() != null) {
            failover.setSilenceMs(input.silenceMs());
        }
        if (input.spliceWaitMs() != null) {
            failover.setSpliceWaitMs(input.spliceWaitMs());
        }
        if (input.failureSpliceWaitMs() != null) {
            failover.setFailureSpliceWaitMs(input.failureSpliceWaitMs());
        }
        return failover.build();
    }

    private static Merge of(FlowInput.Merge input) {
        Merge.Builder merge = Merge.newBuilder();
        if (input.windowMs() != null) {
            merge.setWindowMs(input.windowMs());
        }
        if (input.match() != null) {
            merge.setMatch(MergeMatch.valueOf("MERGE_MATCH_" + input.match()));
        }
        return merge.build();
    }
}
