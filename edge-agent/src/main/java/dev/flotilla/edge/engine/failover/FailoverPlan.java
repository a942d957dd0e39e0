package dev.flotilla.edge.engine.failover;

import dev.flotilla.proto.flow.v1.Failover;
import dev.flotilla.proto.flow.v1.FailoverReturn;
import java.util.List;

/**
 * What a flow wants of its failover, defaults filled in.
 *
 * @param silenceNs a source that has brought nothing for so long has failed
 * @param isAutomatic whether a failed source is left at all without somebody asking
 * @param returnsByItself whether a primary that delivers again takes over again
 * @param holdOffNs how long the primary must deliver before it does
 * @param requiredPids without which a source has failed
 * @param failureWaitNs how long a switch away from a failed source waits for a random access point
 * @param spliceWaitNs how long any other switch does
 */
public record FailoverPlan(
        long silenceNs,
        boolean isAutomatic,
        boolean returnsByItself,
        long holdOffNs,
        List<Integer> requiredPids,
        long failureWaitNs,
        long spliceWaitNs) {
    private static final long MS = 1_000_000;
    private static final int SILENCE_MS = 500;
    private static final int FAILURE_WAIT_MS = 30;
    private static final int SPLICE_WAIT_MS = 1_000;

    public FailoverPlan {
        requiredPids = List.copyOf(requiredPids);
    }

    public static FailoverPlan of(Failover spec) {
        FailoverReturn policy = spec.getReturnPolicy();
        return new FailoverPlan(
                (spec.hasSilenceMs() ? spec.getSilenceMs() : SILENCE_MS) * MS,
                !spec.getByHandOnly(),
                policy != FailoverReturn.FAILOVER_RETURN_BY_HAND,
                policy == FailoverReturn.FAILOVER_RETURN_AFTER_HOLD_OFF ? spec.getHoldOffMs() * MS : 0,
                spec.getRequiredPidsList(),
                (spec.hasFailureSpliceWaitMs() ? spec.getFailureSpliceWaitMs() : FAILURE_WAIT_MS) * MS,
                (spec.hasSpliceWaitMs() ? spec.getSpliceWaitMs() : SPLICE_WAIT_MS) * MS);
    }
}
