package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.SubscriptionId;
import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of access, which the tenant that uses the cluster and the one that owns it both see. */
@Entity
@Table(schema = "fleet", name = "cluster_access")
class SubscriptionEntity {
    @Id
    String id;

    String clusterId;
    String tenantId;
    String ownerTenantId;

    @Enumerated(EnumType.STRING)
    Subscription.Status status;

    String message;
    String reason;
    String decidedBy;
    Instant createdAt;
    Instant changedAt;
    Instant grantedAt;

    SubscriptionEntity() {}

    SubscriptionEntity(TenantId tenant, Listing cluster, Subscription.Status status, String message, Instant now) {
        id = SubscriptionId.random().value();
        clusterId = cluster.id();
        tenantId = tenant.value();
        ownerTenantId = cluster.owner().value();
        this.status = status;
        this.message = message;
        reason = "";
        createdAt = now;
        changedAt = now;
        grantedAt = status == Subscription.Status.ACTIVE ? now : null;
    }

    Subscription subscription() {
        return new Subscription(
                id,
                status,
                message,
                reason,
                createdAt,
                changedAt,
                new ClusterId(clusterId),
                new TenantId(tenantId),
                new TenantId(ownerTenantId));
    }
}
