package dev.flotilla.edge.engine.flow;

import dev.flotilla.proto.flow.v1.Failover;
import dev.flotilla.proto.flow.v1.FailoverReturn;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.Redundancy;
import dev.flotilla.proto.flow.v1.Source;
import java.util.List;

/** The rules for how two sources work together. Messages name the field and the value. */
final class RedundancyRules {
    private static final int MIN_SILENCE_MS = 50;
    private static final int MAX_SILENCE_MS = 60_000;
    private static final int MAX_HOLD_OFF_MS = 3_600_000;
    private static final int MAX_WAIT_MS = 10_000;
    private static final int MIN_WINDOW_MS = 20;
    private static final int MAX_WINDOW_MS = 15_000;
    private static final int MAX_PID = 8_190;
    private static final int MAX_PIDS = 16;

    private RedundancyRules() {}

    static void check(Redundancy redundancy, List<Source> sources) throws InvalidFlowException {
        var fields = new FieldRules("redundancy");
        switch (redundancy.getModeCase()) {
            case FAILOVER -> check(fields, redundancy.getFailover());
            case MERGE -> check(fields, redundancy.getMerge(), sources);
            case MODE_NOT_SET -> {}
        }
    }

    private static void check(FieldRules fields, Merge merge, List<Source> sources) throws InvalidFlowException {
        if (merge.hasWindowMs()) {
            fields.range("merge.window_ms", merge.getWindowMs(), MIN_WINDOW_MS, MAX_WINDOW_MS);
        }
        switch (merge.getMatch()) {
            case MERGE_MATCH_UNSPECIFIED, MERGE_MATCH_SEQUENCE -> checkSequences(fields, sources);
            case MERGE_MATCH_CONTENT -> {}
            case UNRECOGNIZED -> throw fields.refusal("merge.match", merge.getMatchValue(), "must be 0 to 2");
        }
    }

    private static void checkSequences(FieldRules fields, List<Source> sources) throws InvalidFlowException {
        for (Source source : sources) {
            if (!source.hasRtp() && !source.hasRist()) {
                String rule = "by sequence needs RTP or RIST sources, and this one is neither";
                throw fields.refusal("merge", source.getName(), rule);
            }
        }
    }

    private static void check(FieldRules fields, Failover failover) throws InvalidFlowException {
        if (failover.hasSilenceMs()) {
            fields.range("failover.silence_ms", failover.getSilenceMs(), MIN_SILENCE_MS, MAX_SILENCE_MS);
        }
        fields.range("failover.hold_off_ms", failover.getHoldOffMs(), 0, MAX_HOLD_OFF_MS);
        boolean isAfterHoldOff = failover.getReturnPolicy() == FailoverReturn.FAILOVER_RETURN_AFTER_HOLD_OFF;
        if (failover.getHoldOffMs() != 0 && !isAfterHoldOff) {
            String rule = "needs return_policy FAILOVER_RETURN_AFTER_HOLD_OFF";
            throw fields.refusal("failover.hold_off_ms", failover.getHoldOffMs(), rule);
        }
        fields.range("failover.splice_wait_ms", failover.getSpliceWaitMs(), 0, MAX_WAIT_MS);
        fields.range("failover.failure_splice_wait_ms", failover.getFailureSpliceWaitMs(), 0, MAX_WAIT_MS);
        if (failover.getRequiredPidsCount() > MAX_PIDS) {
            String rule = "must have at most " + MAX_PIDS + " entries";
            throw fields.refusal("failover.required_pids", failover.getRequiredPidsCount(), rule);
        }
        for (int pid : failover.getRequiredPidsList()) {
            fields.range("failover.required_pids", pid, 0, MAX_PID);
        }
    }
}
