package dev.flotilla.control.fleet;

import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.TenantCreated;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The clusters of a tenant. */
@ApplicationScoped
public class Clusters {
    private static final String COLUMNS = "select id, name, region, created_at from fleet.cluster ";

    private final Tenancy tenancy;
    private final Clock clock = Clock.systemUTC();

    Clusters(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /** Every tenant has a first cluster, so that its first node needs no decision. */
    void begin(@Observes TenantCreated made) {
        create(made.tenant(), "default", Optional.empty());
    }

    /** By name. */
    public List<Cluster> all(TenantId tenant) {
        return tenancy.call(tenant, () -> tenancy.sql(sql -> sql.list(COLUMNS + "order by name", Clusters::read)));
    }

    public Map<ClusterId, Cluster> byId(TenantId tenant, Collection<ClusterId> ids) {
        var texts = ids.stream().map(ClusterId::value).distinct().toList();
        return tenancy
                .call(tenant, () -> tenancy.sql(sql -> sql.list(COLUMNS + "where id = any (?)", Clusters::read, texts)))
                .stream()
                .collect(Collectors.toMap(Cluster::clusterId, cluster -> cluster));
    }

    /** The cluster of each of those ids, in their order. */
    List<Cluster> inOrder(TenantId tenant, List<ClusterId> ids) {
        Map<ClusterId, Cluster> found = byId(tenant, ids);
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    /** The cluster; {@link Refused} when the tenant has none with that id. */
    public Cluster get(TenantId tenant, String id) {
        return tenancy.call(tenant, () -> tenancy.sql(sql -> sql.one(COLUMNS + "where id = ?", Clusters::read, id)))
                .orElseThrow(() -> new Refused(NotFound.of("cluster", id)));
    }

    /** A new cluster; {@link Refused} when the tenant has one of that name. */
    public Cluster create(TenantId tenant, String name, Optional<String> region) {
        var cluster = new Cluster(
                ClusterId.random().value(),
                Names.check("name", name),
                region.filter(text -> !text.isBlank()).map(text -> Names.check("region", text)),
                clock.instant());
        return tenancy.call(tenant, () -> {
            int inserted = tenancy.sql(sql -> sql.update(
                    "insert into fleet.cluster (id, tenant_id, name, region, created_at) values (?, ?, ?, ?, ?) on conflict do nothing",
                    cluster.id(),
                    tenant.value(),
                    cluster.name(),
                    cluster.region().orElse(null),
                    cluster.createdAt()));
            if (inserted == 0) {
                throw new Refused(new Conflict("There is a cluster '%s' already.".formatted(cluster.name())));
            }
            return cluster;
        });
    }

    /** How many nodes each cluster has, those that were revoked left out. */
    Map<ClusterId, Integer> nodeCounts(TenantId tenant) {
        return tenancy
                .call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.list(
                                "select cluster_id, count(*) from fleet.node where revoked_at is null group by cluster_id",
                                row -> Map.entry(new ClusterId(row.getString(1)), row.getInt(2)))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Cluster read(ResultSet row) throws SQLException {
        return new Cluster(
                row.getString("id"),
                row.getString("name"),
                Optional.ofNullable(row.getString("region")),
                Sql.instant(row, "created_at"));
    }
}
