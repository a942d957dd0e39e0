package dev.flotilla.control.fleet.release;

import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.release.NodeUpdate.State;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows that say where nodes are on their way. Within a transaction of the tenant. */
@ApplicationScoped
class Updates {
    private record Count(String cluster, State state, int nodes) {}

    private final Tenancy tenancy;

    Updates(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Map<NodeId, NodeUpdate> of(String cluster) {
        return tenancy
                .sql(sql -> sql.list("select * from release.node_update where cluster_id = ?", Updates::read, cluster))
                .stream()
                .collect(Collectors.toMap(NodeUpdate::node, update -> update));
    }

    /** In the order of the nodes' ids, so many after that one. */
    List<NodeUpdate> page(String cluster, String afterNode, int most) {
        return tenancy.sql(sql -> sql.list(
                "select * from release.node_update where cluster_id = ? and node_id > ? order by node_id limit ?",
                Updates::read,
                cluster,
                afterNode,
                most));
    }

    Map<String, Map<State, Integer>> counts(Collection<String> clusters) {
        return tenancy
                .sql(sql -> sql.list(
                        """
                        select cluster_id, state, count(*) from release.node_update where cluster_id = any (?)
                        group by cluster_id, state\
                        """,
                        row -> new Count(row.getString(1), State.valueOf(row.getString(2)), row.getInt(3)),
                        List.copyOf(clusters)))
                .stream()
                .collect(Collectors.groupingBy(
                        Count::cluster,
                        Collectors.toMap(Count::state, Count::nodes, Integer::sum, () -> new EnumMap<>(State.class))));
    }

    void write(TenantId tenant, String cluster, Collection<NodeUpdate> updates) {
        tenancy.sql(sql -> sql.batch(
                """
                insert into release.node_update (node_id, tenant_id, cluster_id, version, version_before, state, order_id, release_id,
                    reason, is_drained, since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (node_id) do update set cluster_id = excluded.cluster_id,
                    version = excluded.version, version_before = excluded.version_before, state = excluded.state,
                    order_id = excluded.order_id, release_id = excluded.release_id, reason = excluded.reason,
                    is_drained = excluded.is_drained, since = excluded.since\
                """,
                updates.stream()
                        .<@Nullable Object[]>map(update -> columns(tenant, cluster, update))
                        .toList()));
    }

    /** Of nodes that have left the cluster. */
    void forget(String cluster, Collection<NodeId> nodes) {
        tenancy.sql(sql -> sql.update(
                "delete from release.node_update where cluster_id = ? and node_id = any (?)",
                cluster,
                nodes.stream().map(NodeId::value).toList()));
    }

    /** Those that failed get another turn. */
    void forgive(String cluster, Instant now) {
        tenancy.sql(sql -> sql.update("""
            update release.node_update set state = 'PENDING', reason = '', since = ?
            where cluster_id = ? and state in ('FAILED', 'ROLLED_BACK')\
            """, now, cluster));
    }

    /** What most of the nodes that were brought to another version ran before. */
    Optional<String> before(String cluster) {
        return tenancy.sql(sql -> sql.one("""
            select version_before from release.node_update
            where cluster_id = ? and order_id <> '' and version_before <> '' and version_before <> version
            group by version_before order by count(*) desc, max(since) desc limit 1\
            """, row -> row.getString(1), cluster));
    }

    private static @Nullable Object[] columns(TenantId tenant, String cluster, NodeUpdate update) {
        return new @Nullable Object[] {
            update.node().value(),
            tenant.value(),
            cluster,
            update.version(),
            update.before(),
            update.state().name(),
            update.order(),
            update.release(),
            update.reason(),
            update.isDrained(),
            update.since()
        };
    }

    private static NodeUpdate read(ResultSet row) throws SQLException {
        return new NodeUpdate(
                new NodeId(row.getString("node_id")),
                row.getString("version"),
                row.getString("version_before"),
                State.valueOf(row.getString("state")),
                row.getString("order_id"),
                row.getString("release_id"),
                row.getString("reason"),
                row.getBoolean("is_drained"),
                Sql.instant(row, "since"));
    }
}
