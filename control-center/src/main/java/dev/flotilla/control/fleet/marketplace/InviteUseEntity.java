package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That an invite was accepted, by whom; the key lets that be once. */
@Entity
@Table(schema = "fleet", name = "cluster_invite_use")
class InviteUseEntity {
    @Id
    String inviteId;

    String tenantId;
    String ownerTenantId;
    Instant usedAt;

    InviteUseEntity() {}

    InviteUseEntity(TenantId tenant, InviteStore.Offer offer, Instant now) {
        inviteId = offer.id();
        tenantId = tenant.value();
        ownerTenantId = offer.owner().value();
        usedAt = now;
    }
}
