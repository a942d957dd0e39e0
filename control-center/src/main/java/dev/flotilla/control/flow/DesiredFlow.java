package dev.flotilla.control.flow;

import dev.flotilla.id.NodeId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A flow that is wanted on a node.
 *
 * @param spec with sealed passphrases
 * @param placement of one that may be on any node of a cluster
 * @param isApplied whether the node has confirmed the last change
 * @param notApplied why the node could not apply it
 */
record DesiredFlow(
        FlowSpec spec,
        NodeId node,
        Optional<Placement> placement,
        Instant createdAt,
        Instant updatedAt,
        boolean isApplied,
        Optional<String> notApplied) {
    Flow show() {
        return show(
                spec,
                node,
                placement,
                FlowOrigin.CENTER,
                notApplied,
                isApplied,
                Optional.of(createdAt),
                Optional.of(updatedAt));
    }

    /** A flow that was made on the node itself. */
    static Flow showLocal(FlowSpec spec, NodeId node) {
        return show(
                spec,
                node,
                Optional.empty(),
                FlowOrigin.NODE,
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static Flow show(
            FlowSpec spec,
            NodeId node,
            Optional<Placement> placement,
            FlowOrigin origin,
            Optional<String> notApplied,
            boolean isApplied,
            Optional<Instant> createdAt,
            Optional<Instant> updatedAt) {
        return new Flow(
                spec.getId(),
                node,
                spec.getName(),
                spec.getDescription(),
                origin,
                spec.getRunning(),
                spec.getSourcesList().stream().map(ShownEndpoints::show).toList(),
                spec.getOutputsList().stream().map(ShownEndpoints::show).toList(),
                ShownRedundancy.failover(spec),
                ShownRedundancy.merge(spec),
                placement.map(DesiredFlow::show),
                notApplied,
                isApplied,
                createdAt,
                updatedAt);
    }

    private static Flow.Placed show(Placement placement) {
        return new Flow.Placed(
                placement.cluster(),
                Math.toIntExact(placement.epoch()),
                Math.toIntExact(placement.moveAfter().toSeconds()),
                placement.placedAt(),
                placement.because());
    }
}
