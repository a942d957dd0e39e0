package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.proto.flow.v1.Failover;
import dev.flotilla.proto.flow.v1.FailoverReturn;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.MergeMatch;
import dev.flotilla.proto.flow.v1.Source;

/** What a flow must fulfil where two sources work together. */
final class RedundancyRules {
    private static final int LONGEST_WAIT_MS = 10_000;
    private static final int MOST_PIDS = 16;
    private static final int HIGHEST_PID = 8190;

    private RedundancyRules() {}

    static void check(FlowSpec flow) {
        switch (flow.getRedundancy().getModeCase()) {
            case FAILOVER -> check(flow.getRedundancy().getFailover());
            case MERGE -> check(flow.getRedundancy().getMerge(), flow);
            case MODE_NOT_SET -> {}
        }
    }

    private static void check(Failover failover) {
        if (failover.hasSilenceMs()) {
            Syntax.range("failover.silenceMs", failover.getSilenceMs(), 50, 60_000);
        }
        Syntax.range("failover.holdOffMs", failover.getHoldOffMs(), 0, 3_600_000);
        boolean isAfterHoldOff = failover.getReturnPolicy() == FailoverReturn.FAILOVER_RETURN_AFTER_HOLD_OFF;
        Syntax.check(
                failover.getHoldOffMs() == 0 || isAfterHoldOff,
                "failover.holdOffMs",
                failover.getHoldOffMs(),
                "needs the return policy AFTER_HOLD_OFF");
        Syntax.range("failover.spliceWaitMs", failover.getSpliceWaitMs(), 0, LONGEST_WAIT_MS);
        Syntax.range("failover.failureSpliceWaitMs", failover.getFailureSpliceWaitMs(), 0, LONGEST_WAIT_MS);
        int pids = failover.getRequiredPidsCount();
        Syntax.check(pids <= MOST_PIDS, "failover.requiredPids", pids, "must be at most " + MOST_PIDS);
        failover.getRequiredPidsList().forEach(pid -> Syntax.range("failover.requiredPids", pid, 0, HIGHEST_PID));
    }

    private static void check(Merge merge, FlowSpec flow) {
        if (merge.hasWindowMs()) {
            Syntax.range("merge.windowMs", merge.getWindowMs(), 20, 15_000);
        }
        if (merge.getMatch() == MergeMatch.MERGE_MATCH_CONTENT) {
            return;
        }
        for (int i = 0; i < flow.getSourcesCount(); i++) {
            Source source = flow.getSources(i);
            if (!source.hasRtp() && !source.hasRist()) {
                throw new Refused(InvalidInput.of(
                        "sources[" + i + "].transport",
                        "has no sequence numbers: a merge of them needs RTP or RIST, or the match CONTENT"));
            }
        }
    }
}
