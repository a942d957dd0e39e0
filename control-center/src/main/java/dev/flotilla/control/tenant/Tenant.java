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
 * @param suspension while nothing new is made and no stream of it is served
 */
@DefaultNonNull
public record Tenant(
        @Id String id,
        String name,
        Instant createdAt,
        Tier tier,
        Optional<Suspension> suspension,
        Limits limits,
        Branding branding) {
    /** On whose machines a tenant runs, as the platform has granted. */
    @Name("DeploymentTier")
    public enum Tier {
        SHARED,
        PREMIUM,
        SELF_HOSTED,
        DEDICATED
    }

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

    @Ignore
    public TenantId tenantId() {
        return new TenantId(id);
    }
}
