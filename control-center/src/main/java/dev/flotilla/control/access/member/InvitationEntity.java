package dev.flotilla.control.access.member;

import dev.flotilla.control.access.EmailAddress;
import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.control.access.Role;
import dev.flotilla.id.InvitationId;
import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of invitations. */
@Entity
@Table(schema = "access", name = "invitation")
class InvitationEntity {
    @Id
    String id;

    String tenantId;
    String email;

    @Enumerated(EnumType.STRING)
    Role role;

    String secretHash;
    String createdBy;
    Instant createdAt;
    Instant expiresAt;

    InvitationEntity() {}

    InvitationEntity(
            String host,
            TenantId tenant,
            EmailAddress email,
            Role role,
            LinkSecret secret,
            Instant now,
            Instant expiresAt) {
        id = InvitationId.random().value();
        tenantId = tenant.value();
        this.email = email.value();
        this.role = role;
        secretHash = secret.hash();
        createdBy = host;
        createdAt = now;
        this.expiresAt = expiresAt;
    }

    Invitation invitation(Instant now) {
        return new Invitation(id, email, role, createdBy, createdAt, expiresAt, !now.isBefore(expiresAt));
    }
}
