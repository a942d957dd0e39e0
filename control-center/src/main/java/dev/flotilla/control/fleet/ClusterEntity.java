package dev.flotilla.control.fleet;

import dev.flotilla.id.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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
    String shortDescription;
    String baseUrl;

    @Enumerated(EnumType.STRING)
    Cluster.DeploymentModel deploymentModel;

    @Enumerated(EnumType.STRING)
    Cluster.Visibility visibility;

    boolean requiresApproval;

    @Enumerated(EnumType.STRING)
    Cluster.PricingModel pricingModel;

    Integer monthlyPriceCents;
    boolean isOfficial;
    boolean isDefault;
    Integer mostStreams;
    Integer mostViewers;
    Integer mostBandwidthMbps;

    ClusterEntity() {}

    /** A new one, whose terms and limits are those that it is made with. */
    ClusterEntity(TenantId tenant, Cluster cluster) {
        id = cluster.id();
        tenantId = tenant.value();
        name = cluster.name();
        region = cluster.region().orElse(null);
        createdAt = cluster.createdAt();
        shortDescription = cluster.shortDescription();
        deploymentModel = cluster.deploymentModel();
        visibility = cluster.terms().visibility();
        requiresApproval = cluster.terms().requiresApproval();
        pricingModel = cluster.terms().pricingModel();
    }

    Cluster cluster() {
        return new Cluster(
                id,
                name,
                Optional.ofNullable(region),
                createdAt,
                shortDescription,
                Optional.ofNullable(baseUrl),
                deploymentModel,
                isOfficial,
                isDefault,
                new Cluster.Terms(visibility, requiresApproval, pricingModel, Optional.ofNullable(monthlyPriceCents)),
                new Cluster.Limits(
                        Optional.ofNullable(mostStreams),
                        Optional.ofNullable(mostViewers),
                        Optional.ofNullable(mostBandwidthMbps)));
    }
}
