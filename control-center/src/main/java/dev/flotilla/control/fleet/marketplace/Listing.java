package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/**
 * What everybody may know of a cluster who may see it.
 *
 * @param owner whose it is
 * @param baseUrl where it is reached, for those who may use it
 */
@DefaultNonNull
@Name("MarketplaceCluster")
public record Listing(
        @Id String id,
        String name,
        Optional<String> region,
        String shortDescription,
        Cluster.Kind clusterClass,
        Cluster.DeploymentModel deploymentModel,
        @Name("isOfficial") boolean isOfficial,
        @Name("isDefault") boolean isDefault,
        Cluster.Terms terms,
        Cluster.Limits limits,
        @Ignore TenantId owner,
        @Ignore Optional<String> baseUrl) {
    static Listing of(TenantId owner, Cluster cluster) {
        return new Listing(
                cluster.id(),
                cluster.name(),
                cluster.region(),
                cluster.shortDescription(),
                cluster.kind(),
                cluster.deploymentModel(),
                cluster.isOfficial(),
                cluster.isDefault(),
                cluster.terms(),
                cluster.limits(),
                owner,
                cluster.baseUrl());
    }

    @Ignore
    public ClusterId clusterId() {
        return new ClusterId(id);
    }

    /** Whether a tenant finds it that has nothing to do with it. */
    @Ignore
    boolean isForAll() {
        return isDefault || terms.visibility() == Cluster.Visibility.PUBLIC;
    }
}
