package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/**
 * Nodes that work together for one region or purpose, as their owner sees it.
 *
 * @param baseUrl where it is reached; empty where the addresses of its Foghorns count
 * @param isDefault whether every tenant may use it without asking
 */
@DefaultNonNull
public record Cluster(
        @Id String id,
        String name,
        Optional<String> region,
        Instant createdAt,
        String shortDescription,
        Optional<String> baseUrl,
        DeploymentModel deploymentModel,
        @Name("isOfficial") boolean isOfficial,
        @Name("isDefault") boolean isDefault,
        Terms terms,
        Limits limits) {
    /** Whose machines it is made of, and for whom. */
    @Name("ClusterDeploymentModel")
    public enum DeploymentModel {
        SHARED,
        DEDICATED,
        SELF_HOSTED
    }

    /** What kind of cluster it is for others. */
    @Name("ClusterClass")
    public enum Kind {
        PLATFORM_OFFICIAL,
        TENANT_PRIVATE,
        THIRD_PARTY_MARKETPLACE;

        /** It follows from who runs it and who may find it. */
        public static Kind of(boolean isOfficial, Visibility visibility) {
            if (isOfficial) {
                return PLATFORM_OFFICIAL;
            }
            return visibility == Visibility.PRIVATE ? TENANT_PRIVATE : THIRD_PARTY_MARKETPLACE;
        }
    }

    /** Who may find it: everybody, who knows its id, or who was invited. */
    @Name("ClusterVisibility")
    public enum Visibility {
        PUBLIC,
        UNLISTED,
        PRIVATE
    }

    /** How its use is paid. */
    @Name("ClusterPricingModel")
    public enum PricingModel {
        FREE_UNMETERED,
        METERED,
        MONTHLY,
        CUSTOM,
        TIER_INHERIT
    }

    /** On which terms others may use it. */
    @DefaultNonNull
    @Name("ClusterTerms")
    public record Terms(
            Visibility visibility,
            boolean requiresApproval,
            PricingModel pricingModel,
            Optional<Integer> monthlyPriceCents) {
        static final Terms PRIVATE = new Terms(Visibility.PRIVATE, true, PricingModel.FREE_UNMETERED, Optional.empty());
    }

    /** How much it carries at once; what is empty has no limit. */
    @DefaultNonNull
    @Name("ClusterLimits")
    public record Limits(Optional<Integer> streams, Optional<Integer> viewers, Optional<Integer> bandwidthMbps) {
        static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** As it is made: for its owner alone. */
    static Cluster of(String name, Optional<String> region, Instant now) {
        return new Cluster(
                ClusterId.random().value(),
                name,
                region,
                now,
                "",
                Optional.empty(),
                DeploymentModel.SELF_HOSTED,
                false,
                false,
                Terms.PRIVATE,
                Limits.NONE);
    }

    @Ignore
    public ClusterId clusterId() {
        return new ClusterId(id);
    }

    @Ignore
    public Kind kind() {
        return Kind.of(isOfficial, terms.visibility());
    }
}
