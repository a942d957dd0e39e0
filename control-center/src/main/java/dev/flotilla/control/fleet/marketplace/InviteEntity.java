package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.InviteId;
import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of invites, of which the secret is kept as a hash. */
@Entity
@Table(schema = "fleet", name = "cluster_invite")
class InviteEntity {
    private static final int PREFIX = 8;

    @Id
    String id;

    String clusterId;
    String tenantId;
    String inviteeTenantId;
    String note;
    String secretHash;
    String prefix;
    String createdBy;
    Instant createdAt;
    Instant expiresAt;
    Instant revokedAt;

    InviteEntity() {}

    InviteEntity(
            TenantId owner,
            ClusterId cluster,
            @Nullable TenantId invitee,
            String note,
            LinkSecret secret,
            String login,
            Instant now,
            Instant end) {
        id = InviteId.random().value();
        clusterId = cluster.value();
        tenantId = owner.value();
        inviteeTenantId = invitee == null ? null : invitee.value();
        this.note = note;
        secretHash = secret.hash();
        prefix = secret.text().substring(0, PREFIX);
        createdBy = login;
        createdAt = now;
        expiresAt = end;
    }

    Invite invite(boolean isUsed, Instant now) {
        return new Invite(
                id,
                state(isUsed, now),
                note,
                prefix,
                Optional.ofNullable(inviteeTenantId),
                createdAt,
                expiresAt,
                new ClusterId(clusterId),
                new TenantId(tenantId));
    }

    private Invite.State state(boolean isUsed, Instant now) {
        if (isUsed) {
            return Invite.State.ACCEPTED;
        }
        if (revokedAt != null) {
            return Invite.State.REVOKED;
        }
        return now.isBefore(expiresAt) ? Invite.State.PENDING : Invite.State.EXPIRED;
    }
}
