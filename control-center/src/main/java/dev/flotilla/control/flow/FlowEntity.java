package dev.flotilla.control.flow;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.unit.Generation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of flows that are wanted on nodes. */
@Entity
@Table(schema = "flow", name = "flow")
class FlowEntity {
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

    @Column(insertable = false)
    Instant createdAt;

    @Column(insertable = false)
    Instant updatedAt;

    FlowEntity() {}

    FlowEntity(WantedNodeEntity node, FlowSpec spec, Generation wantedIn) {
        id = spec.getId();
        tenantId = node.tenantId;
        this.node = node;
        name = spec.getName();
        definition = spec.toByteArray();
        generation = wantedIn.value();
    }

    /** With what its node has said to it. */
    DesiredFlow flow() {
        boolean isAnswered = node.answeredGeneration >= generation;
        Optional<String> reason = Optional.ofNullable(notApplied)
                .or(() -> Optional.ofNullable(node.refused).filter(_ -> isAnswered));
        return new DesiredFlow(
                spec(), new NodeId(node.nodeId), createdAt, updatedAt, isAnswered && reason.isEmpty(), reason);
    }

    private FlowSpec spec() {
        try {
            return FlowSpec.parseFrom(definition);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the definition of flow '%s' cannot be read".formatted(id), e);
        }
    }
}
