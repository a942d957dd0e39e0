package dev.flotilla.control.tenant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of tenants: the tenant's own, and the only one that it sees. */
@Entity
@Table(schema = "tenant", name = "tenant")
class TenantEntity {
    @Id
    String tenantId;

    String name;
    Instant createdAt;

    @Enumerated(EnumType.STRING)
    Tenant.Tier tier;

    Instant suspendedAt;
    String suspendedBecause;
    Integer mostStreams;
    Integer mostNodes;
    Integer mostClusters;
    Integer mostFlows;
    Integer mostViewers;
    String brandName;
    String primaryColor;
    String accentColor;
    String logoUrl;

    TenantEntity() {}

    TenantEntity(Tenant tenant) {
        tenantId = tenant.id();
        name = tenant.name();
        createdAt = tenant.createdAt();
        tier = tenant.tier();
    }

    Tenant tenant() {
        return new Tenant(
                tenantId,
                name,
                createdAt,
                tier,
                Optional.ofNullable(suspendedAt).map(since -> new Tenant.Suspension(since, suspendedBecause)),
                new Tenant.Limits(
                        Optional.ofNullable(mostStreams),
                        Optional.ofNullable(mostNodes),
                        Optional.ofNullable(mostClusters),
                        Optional.ofNullable(mostFlows),
                        Optional.ofNullable(mostViewers)),
                new Tenant.Branding(
                        Optional.ofNullable(brandName),
                        Optional.ofNullable(primaryColor),
                        Optional.ofNullable(accentColor),
                        Optional.ofNullable(logoUrl)));
    }
}
