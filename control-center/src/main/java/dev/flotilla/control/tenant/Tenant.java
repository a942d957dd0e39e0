package dev.flotilla.control.tenant;

import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/**
 * A customer of the fleet.
 *
 * @param subdomain its name in addresses
 * @param suspension while nothing new is made and no stream of it is served
 * @param notice while it is to be deleted
 */
@DefaultNonNull
public record Tenant(
        @Id String id,
        String name,
        String subdomain,
        Instant createdAt,
        Tier tier,
        Optional<Suspension> suspension,
        Limits limits,
        Branding branding,
        Optional<Notice> notice) {
    /** On whose machines a tenant runs, as the platform has granted, and what follows from it. */
    @Name("DeploymentTier")
    public enum Tier {
        /** On the platform's machines, beside others. */
        SHARED(1),
        /** The same, and on those that others offer. */
        PREMIUM(5),
        /** On its own machines, and where it likes on others. */
        SELF_HOSTED(Integer.MAX_VALUE),
        /** On any machines, other tenants' private ones by invitation among them. */
        DEDICATED(Integer.MAX_VALUE);

        private final int mostOwnClusters;

        Tier(int mostOwnClusters) {
            this.mostOwnClusters = mostOwnClusters;
        }

        /** How many clusters of its own a tenant of this tier may have, unless the platform grants it another number. */
        public Optional<Integer> mostOwnClusters() {
            return mostOwnClusters == Integer.MAX_VALUE ? Optional.empty() : Optional.of(mostOwnClusters);
        }
    }

    /**
     * That the tenant is to be deleted; until then it can be taken back.
     *
     * @param isServed whether its streams are served until then
     */
    @DefaultNonNull
    @Name("TenantNotice")
    public record Notice(
            Instant givenAt,
            String givenBy,
            Instant leavesAt,
            @Name("isServed") boolean isServed) {}

    /** Why and since when. */
    @DefaultNonNull
    @Name("TenantSuspension")
    public record Suspension(Instant since, String reason) {}

    /** How much a tenant may have; what is empty has no limit of the tenant's own. Viewers are of each stream. */
    @DefaultNonNull
    @Name("TenantLimits")
    public record Limits(
            Optional<Integer> streams,
            Optional<Integer> nodes,
            Optional<Integer> clusters,
            Optional<Integer> flows,
            Optional<Integer> viewers) {
        static final Limits NONE =
                new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How a tenant looks to its own people; what is empty is the platform's look. Colours are "#rrggbb". */
    @DefaultNonNull
    @Name("TenantBranding")
    public record Branding(
            Optional<String> name,
            Optional<String> primaryColor,
            Optional<String> accentColor,
            Optional<String> logoUrl) {
        static final Branding NONE =
                new Branding(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** As its people know it. */
    @Ignore
    public String shownName() {
        return branding.name().orElse(name);
    }

    @Ignore
    public TenantId tenantId() {
        return new TenantId(id);
    }
}
