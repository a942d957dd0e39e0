package dev.flotilla.control.stream;

import dev.flotilla.id.SigningKeyId;
import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of signing keys. */
@Entity
@Table(schema = "stream", name = "signing_key")
class SigningKeyEntity {
    @Id
    String id;

    String tenantId;
    String name;
    byte[] publicKey;
    Instant createdAt;
    String createdBy;

    SigningKeyEntity() {}

    SigningKeyEntity(TenantId tenant, String name, byte[] publicKey, Instant now, String login) {
        id = SigningKeyId.random().value();
        tenantId = tenant.value();
        this.name = name;
        this.publicKey = publicKey;
        createdAt = now;
        createdBy = login;
    }

    SigningKey key() {
        return new SigningKey(id, name, Es256.publicPem(publicKey), createdAt, createdBy);
    }
}
