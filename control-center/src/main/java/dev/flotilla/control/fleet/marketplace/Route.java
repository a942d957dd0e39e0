package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.fleet.ClusterState;
import dev.flotilla.control.fleet.ClusterState.Health;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/**
 * A cluster that may serve a tenant, and whether it does now.
 *
 * @param refusal why it does not; empty when it does
 * @param detail more about that, for people
 */
@DefaultNonNull
@Name("ClusterRoute")
public record Route(Listing cluster, Role role, Health health, Optional<Refusal> refusal, Optional<String> detail) {
    /** Why the cluster is among those that may serve the tenant; in the order in which they are taken. */
    @Name("ClusterRole")
    public enum Role {
        PREFERRED,
        OWN,
        OFFICIAL,
        SUBSCRIBED
    }

    /** Why a cluster does not serve a tenant now. */
    @Name("ClusterRefusal")
    public enum Refusal {
        CLUSTER_NOT_ENTITLED,
        CLUSTER_UNHEALTHY,
        CLUSTER_FULL
    }

    /** A cluster that is the tenant's own, or to which it has access. */
    record Candidate(Listing cluster, boolean isOwn, boolean isPreferred, ClusterState state) {
        private Role role() {
            if (isPreferred) {
                return Role.PREFERRED;
            }
            if (isOwn) {
                return Role.OWN;
            }
            return cluster.isOfficial() ? Role.OFFICIAL : Role.SUBSCRIBED;
        }
    }

    @Ignore
    public boolean isOwn(TenantId tenant) {
        return cluster.owner().equals(tenant);
    }

    @Ignore
    public boolean serves() {
        return refusal.isEmpty();
    }

    /** Those that serve first; then by role, by health and by name. */
    static List<Route> order(Tenant.Tier tier, List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> of(tier, candidate))
                .sorted(Comparator.comparing((Route route) -> !route.serves())
                        .thenComparing(Route::role)
                        .thenComparing(Route::health)
                        .thenComparing(route -> route.cluster().name())
                        .thenComparing(route -> route.cluster().id()))
                .toList();
    }

    private static Route of(Tenant.Tier tier, Candidate candidate) {
        Listing cluster = candidate.cluster();
        if (!candidate.isOwn() && !Entitlement.allows(tier, cluster.clusterClass())) {
            return refused(candidate, Refusal.CLUSTER_NOT_ENTITLED, Entitlement.refusal(tier, cluster.clusterClass()));
        }
        if (candidate.state().health() == Health.OFFLINE) {
            return refused(
                    candidate,
                    Refusal.CLUSTER_UNHEALTHY,
                    candidate.state().nodes() == 0
                            ? "It has no node that takes work."
                            : "None of its %d nodes is online."
                                    .formatted(candidate.state().nodes()));
        }
        return candidate
                .state()
                .fullness(cluster.limits())
                .map(why -> refused(candidate, Refusal.CLUSTER_FULL, "It " + why + "."))
                .orElseGet(() -> new Route(
                        cluster, candidate.role(), candidate.state().health(), Optional.empty(), Optional.empty()));
    }

    private static Route refused(Candidate candidate, Refusal refusal, String detail) {
        return new Route(
                candidate.cluster(),
                candidate.role(),
                candidate.state().health(),
                Optional.of(refusal),
                Optional.of(detail));
    }
}
