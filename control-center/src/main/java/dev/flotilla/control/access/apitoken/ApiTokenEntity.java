package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.Scope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A row of API tokens. */
@Entity
@Table(schema = "access", name = "api_token")
class ApiTokenEntity {
    @Id
    String id;

    String tenantId;
    String accountId;
    String name;
    String secretHash;
    String prefix;
    String[] scopes;
    String createdBy;
    Instant createdAt;
    Instant expiresAt;
    Instant lastUsedAt;
    Instant revokedAt;

    ApiTokenEntity() {}

    ApiTokenEntity(Actor owner, ApiToken token, TokenSecret secret) {
        id = token.id();
        tenantId = owner.tenant().value();
        accountId = owner.user().value();
        name = token.name();
        secretHash = secret.hash();
        prefix = token.prefix();
        scopes = token.scopes().stream().map(Scope::name).toArray(String[]::new);
        createdBy = token.createdBy();
        createdAt = token.createdAt();
        expiresAt = token.expiresAt();
    }

    ApiToken token(Instant now) {
        return new ApiToken(
                id,
                name,
                prefix,
                Arrays.stream(scopes).map(Scope::valueOf).toList(),
                state(now),
                createdBy,
                createdAt,
                expiresAt,
                Optional.ofNullable(lastUsedAt));
    }

    private ApiToken.State state(Instant now) {
        if (revokedAt != null) {
            return ApiToken.State.REVOKED;
        }
        return now.isBefore(expiresAt) ? ApiToken.State.ACTIVE : ApiToken.State.EXPIRED;
    }
}
