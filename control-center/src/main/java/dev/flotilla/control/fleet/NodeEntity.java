package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of nodes. {@link Nodes#admit} makes it, which must not fail when the machine or the name is there already. */
@Entity
@Table(schema = "fleet", name = "node")
class NodeEntity {
    @Id
    String id;

    String tenantId;
    String clusterId;
    String name;
    String machineHash;
    String[] macHashes;
    String[] addresses;
    String address;
    String[] roles;
    String agentVersion;
    Instant enrolledAt;
    Instant certificateExpiresAt;
    Instant revokedAt;

    @Enumerated(EnumType.STRING)
    Lifecycle.Phase lifecycle;

    String modeReason;
    String modeSetBy;
    Instant modeSetAt;

    Node node() {
        return new Node(
                new NodeId(id),
                new ClusterId(clusterId),
                name,
                address,
                enrolledAt,
                certificateExpiresAt,
                revokedAt,
                new Lifecycle(lifecycle, Optional.ofNullable(modeReason), Optional.ofNullable(modeSetBy), modeSetAt));
    }
}
