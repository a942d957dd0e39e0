package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.TokenId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of bootstrap tokens. */
@Entity
@Table(schema = "fleet", name = "bootstrap_token")
class TokenEntity {
    @Id
    String id;

    String tenantId;
    String clusterId;
    String kind;
    String secretHash;
    String prefix;
    String description;
    int usesAllowed;
    int uses;
    String expectedAddress;
    Instant createdAt;
    String createdBy;
    Instant expiresAt;
    Instant revokedAt;

    TokenEntity() {}

    TokenEntity(TenantId tenant, IssuedToken token, String secretHash) {
        id = token.id().value();
        tenantId = tenant.value();
        clusterId = token.cluster().value();
        kind = "edge_node";
        this.secretHash = secretHash;
        prefix = token.prefix();
        description = token.description();
        usesAllowed = token.usesAllowed();
        uses = token.uses();
        expectedAddress = token.expectedAddress().orElse(null);
        createdAt = token.createdAt();
        createdBy = token.createdBy();
        expiresAt = token.expiresAt();
        revokedAt = token.revokedAt();
    }

    IssuedToken token() {
        return new IssuedToken(
                new TokenId(id),
                new ClusterId(clusterId),
                prefix,
                description,
                usesAllowed,
                uses,
                Optional.ofNullable(expectedAddress),
                createdAt,
                createdBy,
                expiresAt,
                revokedAt);
    }
}
