package dev.flotilla.control.stream;

import dev.flotilla.id.StreamKeyId;
import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of stream keys. */
@Entity
@Table(schema = "stream", name = "stream_key")
class StreamKeyEntity {
    @Id
    String id;

    String tenantId;
    String streamId;
    String name;
    String keyHash;
    String prefix;
    Instant createdAt;
    String createdBy;

    StreamKeyEntity() {}

    StreamKeyEntity(TenantId tenant, String stream, String name, KeySecret secret, Instant now, String login) {
        id = StreamKeyId.random().value();
        tenantId = tenant.value();
        streamId = stream;
        this.name = name;
        keyHash = secret.hash();
        prefix = secret.prefix();
        createdAt = now;
        createdBy = login;
    }

    StreamKey key() {
        return new StreamKey(id, streamId, name, prefix, createdAt, createdBy);
    }
}
