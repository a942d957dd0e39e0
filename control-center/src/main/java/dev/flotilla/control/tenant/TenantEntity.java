package dev.flotilla.control.tenant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of tenants: the tenant's own, and the only one that it sees. */
@Entity
@Table(schema = "tenant", name = "tenant")
class TenantEntity {
    @Id
    String tenantId;

    String name;
    Instant createdAt;

    TenantEntity() {}

    TenantEntity(Tenant tenant) {
        tenantId = tenant.id();
        name = tenant.name();
        createdAt = tenant.createdAt();
    }

    Tenant tenant() {
        return new Tenant(tenantId, name, createdAt);
    }
}
