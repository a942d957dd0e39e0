package dev.flotilla.control.fleet;

import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Allowance;
import dev.flotilla.control.tenant.Counted;
import dev.flotilla.control.tenant.TenantCreated;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The clusters of a tenant. */
@ApplicationScoped
public class Clusters implements Counted {
    private final Tenancy tenancy;
    private final ClusterRepository rows;
    private final Jobs jobs;
    private final Tenants tenants;
    private final Clock clock = Clock.systemUTC();

    Clusters(Tenancy tenancy, ClusterRepository rows, Jobs jobs, Tenants tenants) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.jobs = jobs;
        this.tenants = tenants;
    }

    /** Every tenant has a first cluster, so that its first node needs no decision. */
    void begin(@Observes TenantCreated made) {
        create(made.tenant(), "default", Optional.empty());
    }

    /** Gives one to each tenant that a version before this left without, because it was killed between the two; not to one that is deleted. */
    void mend(@Observes StartupEvent start) {
        jobs.call(Purpose.FIRST_START, sql -> {
            Preparation.lock(sql, "first clusters");
            Set<String> served =
                    Set.copyOf(sql.list("select distinct tenant_id from fleet.cluster", row -> row.getString(1)));
            tenants.all().stream()
                    .filter(tenant ->
                            !served.contains(tenant.id()) && tenant.suspension().isEmpty())
                    .forEach(tenant -> begin(new TenantCreated(tenant.tenantId(), tenant.name())));
            return true;
        });
    }

    /** By name. */
    public List<Cluster> all(TenantId tenant) {
        return tenancy.call(
                tenant,
                () -> rows.listAll(Sort.by("name")).stream()
                        .map(ClusterEntity::cluster)
                        .toList());
    }

    /** By name. */
    Page<Cluster> page(TenantId tenant, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        String name = after.map(text -> Cursor.parse(text, 1).keys().getFirst()).orElse("");
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> rows.find("name > ?1 order by name", name).page(0, size + 1).stream()
                                .map(ClusterEntity::cluster)
                                .toList()),
                size);
    }

    int count(TenantId tenant) {
        return Math.toIntExact(tenancy.<Long>call(tenant, rows::count));
    }

    public Map<ClusterId, Cluster> byId(TenantId tenant, Collection<ClusterId> ids) {
        var texts = ids.stream().map(ClusterId::value).distinct().toList();
        return tenancy.call(tenant, () -> rows.list("id in ?1", texts)).stream()
                .map(ClusterEntity::cluster)
                .collect(Collectors.toMap(Cluster::clusterId, cluster -> cluster));
    }

    /** The cluster of each of those ids, in their order. */
    List<Cluster> inOrder(TenantId tenant, List<ClusterId> ids) {
        Map<ClusterId, Cluster> found = byId(tenant, ids);
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    /** The cluster; {@link Refused} when the tenant has none with that id. */
    public Cluster get(TenantId tenant, String id) {
        return find(tenant, id).orElseThrow(() -> new Refused(NotFound.of("cluster", id)));
    }

    /** The cluster; empty when the tenant has none with that id. */
    public Optional<Cluster> find(TenantId tenant, String id) {
        return tenancy.call(tenant, () -> rows.findByIdOptional(id)).map(ClusterEntity::cluster);
    }

    /** A new cluster; {@link Refused} when the tenant has one of that name. */
    public Cluster create(TenantId tenant, String name, Optional<String> region) {
        var cluster = Cluster.of(
                Names.check("name", name),
                region.filter(text -> !text.isBlank()).map(text -> Names.check("region", text)),
                clock.instant());
        try {
            tenancy.run(tenant, () -> {
                tenants.checkMore(tenant, Allowance.CLUSTERS, Math.toIntExact(rows.count()));
                rows.add(new ClusterEntity(tenant, cluster));
            });
            return cluster;
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a cluster '%s' already.".formatted(cluster.name())));
        }
    }

    /** How many nodes each cluster has, those that were revoked left out. */
    Map<ClusterId, Integer> nodeCounts(TenantId tenant) {
        return tenancy
                .call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.list(
                                "select cluster_id, count(*) from fleet.node where revoked_at is null group by"
                                        + " cluster_id",
                                row -> Map.entry(new ClusterId(row.getString(1)), row.getInt(2)))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Allowance allowance() {
        return Allowance.CLUSTERS;
    }

    @Override
    public int present(TenantId tenant) {
        return tenancy.call(tenant, () -> Math.toIntExact(rows.count()));
    }
}
