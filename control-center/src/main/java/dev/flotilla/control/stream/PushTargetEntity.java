package dev.flotilla.control.stream;

import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of push targets. */
@Entity
@Table(schema = "stream", name = "push_target")
class PushTargetEntity {
    @Id
    String id;

    String tenantId;
    String streamId;
    String name;
    byte[] url;
    String maskedUrl;
    boolean isEnabled;
    Instant createdAt;

    PushTargetEntity() {}

    PushTargetEntity(TenantId tenant, PushTarget target, byte[] sealedUrl) {
        id = target.id();
        tenantId = tenant.value();
        streamId = target.ofStream();
        name = target.name();
        url = sealedUrl;
        maskedUrl = target.address();
        isEnabled = target.isEnabled();
        createdAt = target.createdAt();
    }

    PushTarget target() {
        return new PushTarget(id, streamId, name, maskedUrl, isEnabled, createdAt);
    }
}
