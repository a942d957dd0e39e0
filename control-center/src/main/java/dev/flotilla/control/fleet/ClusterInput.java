package dev.flotilla.control.fleet;

import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for clusters. Null is what was not sent, and leaves as it is. */
public final class ClusterInput {
    private ClusterInput() {}

    /** What a new cluster needs. */
    @Input("CreateClusterInput")
    public record Create(@NonNull String name, @Nullable String region) {}

    /** What a cluster is. Empty texts take region and address away; a negative number is no limit. */
    @Input("UpdateClusterInput")
    public record Update(
            @Id @NonNull String id,
            @Nullable String name,
            @Nullable String region,
            @Nullable String shortDescription,
            @Nullable String baseUrl,
            Cluster.@Nullable DeploymentModel deploymentModel,
            @Nullable Integer mostStreams,
            @Nullable Integer mostViewers,
            @Nullable Integer mostBandwidthMbps) {}

    /** On which terms others may use it. A negative price is none. */
    @Input("UpdateClusterMarketplaceInput")
    public record Marketplace(
            @Id @NonNull String clusterId,
            Cluster.@Nullable Visibility visibility,
            @Nullable Boolean requiresApproval,
            Cluster.@Nullable PricingModel pricingModel,
            @Nullable Integer monthlyPriceCents,
            @Nullable String shortDescription) {}

    /** Whether the platform itself runs it, and whether every tenant may use it without asking. */
    @Input("SetClusterOfficialInput")
    public record Official(@Id @NonNull String clusterId, boolean isOfficial, boolean isDefault) {}
}
