package dev.flotilla.control.tenant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of tenants. {@link Tenants} makes it in SQL, because whoever makes a tenant is in none. */
@Entity
@Table(schema = "tenant", name = "tenant")
class TenantEntity {
    @Id
    String tenantId;

    String name;
    Instant createdAt;

    Tenant tenant() {
        return new Tenant(tenantId, name, createdAt);
    }
}
