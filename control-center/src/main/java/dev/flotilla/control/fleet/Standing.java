package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.node.v1.Health;
import java.time.Instant;
import java.util.Optional;

/**
 * What a node is worth as a place for work.
 *
 * @param refusal why it takes nothing new, as a sentence's end; empty when it does
 * @param mustLeave whether what it has should go elsewhere although it is there
 * @param goneSince when it was heard last, while it has no uplink
 * @param load the greatest share of processor and memory in use, 0 to 1
 */
public record Standing(
        NodeId node,
        ClusterId cluster,
        String name,
        Optional<String> refusal,
        boolean mustLeave,
        Optional<Instant> goneSince,
        boolean hasProblems,
        double load) {
    /** Of a node that has not said how it is. */
    private static final double UNKNOWN_LOAD = 0.5;

    static Standing of(Node node, NodeReport report) {
        Optional<String> unfit =
                node.revokedAt() == null ? node.lifecycle().phase().refusal() : Optional.of("is revoked");
        Optional<Instant> goneSince = report.isOnline()
                ? Optional.empty()
                : Optional.of(Optional.ofNullable(report.seenAt()).orElse(node.enrolledAt()));
        return new Standing(
                node.id(),
                node.cluster(),
                node.name(),
                unfit.or(() -> goneSince.map(_ -> "is offline")),
                unfit.isPresent(),
                goneSince,
                !report.health().getProblemsList().isEmpty(),
                load(report.health()));
    }

    public boolean takesWork() {
        return refusal.isEmpty();
    }

    private static double load(Health health) {
        if (health.getMeasuredAtMs() == 0) {
            return UNKNOWN_LOAD;
        }
        double memory = (double) health.getMemoryUsedBytes() / Math.max(health.getMemoryBytes(), 1);
        return Math.clamp(Math.max(health.getCpu(), memory), 0, 1);
    }
}
