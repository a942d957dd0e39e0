package dev.flotilla.control.fleet;

import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of clusters. */
@Entity
@Table(schema = "fleet", name = "cluster")
class ClusterEntity {
    @Id
    String id;

    String tenantId;
    String name;
    String region;
    Instant createdAt;

    ClusterEntity() {}

    ClusterEntity(TenantId tenant, Cluster cluster) {
        id = cluster.id();
        tenantId = tenant.value();
        name = cluster.name();
        region = cluster.region().orElse(null);
        createdAt = cluster.createdAt();
    }

    Cluster cluster() {
        return new Cluster(id, name, Optional.ofNullable(region), createdAt);
    }
}
