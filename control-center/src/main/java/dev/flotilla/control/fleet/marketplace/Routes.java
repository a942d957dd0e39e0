package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.fleet.ClusterState;
import dev.flotilla.control.fleet.ClusterStates;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which clusters may serve a tenant, in which order, and which of them do now. */
@ApplicationScoped
public class Routes {
    private final Tenancy tenancy;
    private final Clusters clusters;
    private final Catalogue catalogue;
    private final SubscriptionStore subscriptions;
    private final ClusterStates states;
    private final Tenants tenants;

    Routes(
            Tenancy tenancy,
            Clusters clusters,
            Catalogue catalogue,
            SubscriptionStore subscriptions,
            ClusterStates states,
            Tenants tenants) {
        this.tenancy = tenancy;
        this.clusters = clusters;
        this.catalogue = catalogue;
        this.subscriptions = subscriptions;
        this.states = states;
        this.tenants = tenants;
    }

    /** What a tenant's own rows say. */
    private record Facts(List<Cluster> own, List<ClusterId> granted, Optional<ClusterId> preferred, Tenant.Tier tier) {}

    /** Those that serve first, the preferred one before its own, the platform's and those of others. */
    public List<Route> of(TenantId tenant) {
        Facts facts = facts(tenant);
        Map<ClusterId, Listing> reachable = reachable(tenant, facts);
        Map<ClusterId, ClusterState> present = states.of(reachable.keySet());
        List<Route.Candidate> candidates = new ArrayList<>();
        reachable.forEach((id, cluster) -> candidates.add(new Route.Candidate(
                cluster,
                cluster.owner().equals(tenant),
                facts.preferred().filter(id::equals).isPresent(),
                present.getOrDefault(id, ClusterState.empty()))));
        return Route.order(facts.tier(), candidates);
    }

    private Facts facts(TenantId tenant) {
        return tenancy.call(
                tenant,
                () -> new Facts(
                        clusters.all(tenant),
                        subscriptions.all(tenant, Subscription.Status.ACTIVE).stream()
                                .map(Subscription::ofCluster)
                                .toList(),
                        preferred(tenant),
                        tenants.get(tenant).tier()));
    }

    /** Own clusters, those of the platform that all may use, and those to which the tenant has access. */
    private Map<ClusterId, Listing> reachable(TenantId tenant, Facts facts) {
        Map<ClusterId, Listing> reachable = new LinkedHashMap<>();
        facts.own().forEach(own -> reachable.put(own.clusterId(), Listing.of(tenant, own)));
        catalogue.openTo(facts.granted()).forEach(cluster -> reachable.putIfAbsent(cluster.clusterId(), cluster));
        return reachable;
    }

    private Optional<ClusterId> preferred(TenantId tenant) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                        "select cluster_id from fleet.preferred_cluster", row -> new ClusterId(row.getString(1)))));
    }

    /** From now on the tenant's work goes there first; null takes that back. */
    List<Route> prefer(TenantId tenant, @Nullable String cluster) {
        return tenancy.call(tenant, () -> {
            preferred(tenant).ifPresent(AuditNotes::before);
            if (cluster == null) {
                tenancy.sql(sql -> sql.update("delete from fleet.preferred_cluster"));
            } else {
                if (reachable(tenant, facts(tenant)).keySet().stream()
                        .noneMatch(id -> id.value().equals(cluster))) {
                    throw new Refused(NotFound.of("cluster", cluster));
                }
                tenancy.sql(sql -> sql.update(
                        "insert into fleet.preferred_cluster (tenant_id, cluster_id) values (?, ?)"
                                + " on conflict (tenant_id) do update set cluster_id = excluded.cluster_id",
                        tenant.value(),
                        cluster));
            }
            return of(tenant);
        });
    }
}
