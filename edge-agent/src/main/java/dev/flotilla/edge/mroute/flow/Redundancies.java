package dev.flotilla.edge.mroute.flow;

import dev.flotilla.proto.flow.v1.Failover;
import dev.flotilla.proto.flow.v1.FailoverReturn;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.MergeMatch;
import dev.flotilla.proto.flow.v1.Redundancy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How two sources work together: from mroute's document to the specification, and back. */
final class Redundancies {
    private static final int MIN_WINDOW_MS = 20;
    private static final int MAX_WINDOW_MS = 15_000;

    private Redundancies() {}

    /** Of a flow with two sources. */
    static Redundancy of(@Nullable FailoverDocument document, boolean hasPrimary) {
        if (document == null || !document.isEnabled()) {
            return Redundancy.newBuilder()
                    .setFailover(Failover.newBuilder().setByHandOnly(true))
                    .build();
        }
        return document.isMerge()
                ? Redundancy.newBuilder().setMerge(merge(document)).build()
                : Redundancy.newBuilder()
                        .setFailover(failover(document, hasPrimary))
                        .build();
    }

    private static Merge merge(FailoverDocument document) {
        Merge.Builder merge = Merge.newBuilder()
                .setMatch(
                        document.mergeMatch().equals(FailoverDocument.CONTENT)
                                ? MergeMatch.MERGE_MATCH_CONTENT
                                : MergeMatch.MERGE_MATCH_SEQUENCE);
        if (document.recoveryWindow() > 0) {
            // mroute takes any number.
            merge.setWindowMs(Math.clamp(document.recoveryWindow(), MIN_WINDOW_MS, MAX_WINDOW_MS));
        }
        return merge.build();
    }

    private static Failover failover(FailoverDocument document, boolean hasPrimary) {
        Failover.Builder failover = Failover.newBuilder()
                .setReturnPolicy(
                        switch (document.returnPolicy()) {
                            case FailoverDocument.AT_ONCE -> FailoverReturn.FAILOVER_RETURN_AT_ONCE;
                            case FailoverDocument.AFTER_HOLD_OFF -> FailoverReturn.FAILOVER_RETURN_AFTER_HOLD_OFF;
                            case FailoverDocument.BY_HAND -> FailoverReturn.FAILOVER_RETURN_BY_HAND;
                            default ->
                                hasPrimary
                                        ? FailoverReturn.FAILOVER_RETURN_AT_ONCE
                                        : FailoverReturn.FAILOVER_RETURN_BY_HAND;
                        })
                .setHoldOffMs(document.holdOffMs())
                .addAllRequiredPids(document.requiredPids());
        if (document.healthTimeoutMs() > 0) {
            failover.setSilenceMs(document.healthTimeoutMs());
        }
        if (document.spliceWaitMs() != null) {
            failover.setSpliceWaitMs(document.spliceWaitMs());
        }
        return failover.build();
    }

    /** As far as mroute's document can say it; nothing for a flow with one source. */
    static @Nullable FailoverDocument document(FlowSpec spec) {
        if (spec.getSourcesCount() < 2) {
            return null;
        }
        if (spec.getRedundancy().hasMerge()) {
            Merge merge = spec.getRedundancy().getMerge();
            boolean isByContent = merge.getMatch() == MergeMatch.MERGE_MATCH_CONTENT;
            return new FailoverDocument(
                    FailoverDocument.ENABLED,
                    FailoverDocument.MERGE,
                    merge.getWindowMs(),
                    null,
                    0,
                    "",
                    0,
                    List.of(),
                    null,
                    isByContent ? FailoverDocument.CONTENT : "");
        }
        Failover failover = spec.getRedundancy().getFailover();
        return new FailoverDocument(
                failover.getByHandOnly() ? "DISABLED" : FailoverDocument.ENABLED,
                "FAILOVER",
                0,
                new FailoverDocument.Priority(spec.getSources(0).getName()),
                failover.getSilenceMs(),
                policy(failover.getReturnPolicy()),
                failover.getHoldOffMs(),
                failover.getRequiredPidsList(),
                failover.hasSpliceWaitMs() ? failover.getSpliceWaitMs() : null,
                "");
    }

    private static String policy(FailoverReturn policy) {
        return switch (policy) {
            case FAILOVER_RETURN_UNSPECIFIED, FAILOVER_RETURN_AT_ONCE, UNRECOGNIZED -> FailoverDocument.AT_ONCE;
            case FAILOVER_RETURN_AFTER_HOLD_OFF -> FailoverDocument.AFTER_HOLD_OFF;
            case FAILOVER_RETURN_BY_HAND -> FailoverDocument.BY_HAND;
        };
    }
}
