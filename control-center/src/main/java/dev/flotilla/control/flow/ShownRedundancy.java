package dev.flotilla.control.flow;

import dev.flotilla.proto.flow.v1.Failover;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.MergeMatch;
import java.util.Optional;

/** Shows how the two sources of a flow work together. */
final class ShownRedundancy {
    private ShownRedundancy() {}

    /** Of two sources that nothing was said about, too: they are a failover with its defaults. */
    static Optional<Flow.Failover> failover(FlowSpec flow) {
        return flow.getSourcesCount() < 2 || flow.getRedundancy().hasMerge()
                ? Optional.empty()
                : Optional.of(show(flow.getRedundancy().getFailover()));
    }

    static Optional<Flow.Merge> merge(FlowSpec flow) {
        return flow.getSourcesCount() < 2 || !flow.getRedundancy().hasMerge()
                ? Optional.empty()
                : Optional.of(show(flow.getRedundancy().getMerge()));
    }

    private static Flow.Failover show(Failover failover) {
        return new Flow.Failover(
                failover.hasSilenceMs() ? Optional.of(failover.getSilenceMs()) : Optional.empty(),
                switch (failover.getReturnPolicy()) {
                    case FAILOVER_RETURN_UNSPECIFIED, FAILOVER_RETURN_AT_ONCE, UNRECOGNIZED -> Choices.Return.AT_ONCE;
                    case FAILOVER_RETURN_AFTER_HOLD_OFF -> Choices.Return.AFTER_HOLD_OFF;
                    case FAILOVER_RETURN_BY_HAND -> Choices.Return.BY_HAND;
                },
                failover.getHoldOffMs(),
                failover.getRequiredPidsList(),
                failover.hasSpliceWaitMs() ? Optional.of(failover.getSpliceWaitMs()) : Optional.empty(),
                failover.hasFailureSpliceWaitMs() ? Optional.of(failover.getFailureSpliceWaitMs()) : Optional.empty(),
                failover.getByHandOnly());
    }

    private static Flow.Merge show(Merge merge) {
        return new Flow.Merge(
                merge.hasWindowMs() ? Optional.of(merge.getWindowMs()) : Optional.empty(),
                merge.getMatch() == MergeMatch.MERGE_MATCH_CONTENT ? Choices.Match.CONTENT : Choices.Match.SEQUENCE);
    }
}
