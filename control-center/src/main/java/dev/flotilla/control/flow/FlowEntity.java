package dev.flotilla.control.flow;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.unit.Generation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A row of flows that are wanted on nodes. */
@Entity
@Table(schema = "flow", name = "flow")
class FlowEntity {
    /** Where a new flow may be, and why it begins where it does. */
    record Placing(ClusterId cluster, int moveAfterSeconds, String because) {}

    @Id
    String id;

    String tenantId;

    @ManyToOne
    @JoinColumn(name = "node_id")
    WantedNodeEntity node;

    String name;
    byte[] definition;
    long generation;
    String notApplied;
    String clusterId;
    Integer moveAfterSeconds;
    long epoch;

    @Column(insertable = false)
    Instant placedAt;

    String placedBecause;

    @Column(insertable = false)
    Instant createdAt;

    @Column(insertable = false)
    Instant updatedAt;

    FlowEntity() {}

    FlowEntity(WantedNodeEntity node, FlowSpec spec, Generation wantedIn, Optional<Placing> placing) {
        id = spec.getId();
        tenantId = node.tenantId;
        this.node = node;
        name = spec.getName();
        definition = spec.toByteArray();
        generation = wantedIn.value();
        epoch = 1;
        clusterId = placing.map(place -> place.cluster().value()).orElse(null);
        moveAfterSeconds = placing.map(Placing::moveAfterSeconds).orElse(null);
        placedBecause = placing.map(Placing::because).orElse(null);
    }

    private Optional<Placement> placement() {
        return Optional.ofNullable(clusterId)
                .map(cluster -> new Placement(
                        new ClusterId(cluster), Duration.ofSeconds(moveAfterSeconds), epoch, placedAt, placedBecause));
    }

    /** With what its node has said to it. */
    DesiredFlow flow() {
        boolean isAnswered = node.answeredGeneration >= generation;
        Optional<String> reason = Optional.ofNullable(notApplied)
                .or(() -> Optional.ofNullable(node.refused).filter(_ -> isAnswered));
        return new DesiredFlow(
                spec(),
                new NodeId(node.nodeId),
                placement(),
                createdAt,
                updatedAt,
                isAnswered && reason.isEmpty(),
                reason);
    }

    private FlowSpec spec() {
        try {
            return FlowSpec.parseFrom(definition);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the definition of flow '%s' cannot be read".formatted(id), e);
        }
    }
}
