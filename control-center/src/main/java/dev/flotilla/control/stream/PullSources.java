package dev.flotilla.control.stream;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.Node;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.StreamRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where streams are fetched from. The addresses are kept sealed, and only nodes that may fetch get them open. One that is not on the
 * internet needs clusters that allow it.
 */
@ApplicationScoped
public class PullSources {
    private static final int MOST_CLUSTERS = 50;

    /** A cluster, and whether its nodes may fetch from addresses that are not on the internet. */
    public record PrivateSources(String clusterId, boolean isAllowed) {}

    private final Tenancy tenancy;
    private final StreamRepository rows;
    private final Clusters clusters;
    private final Nodes nodes;
    private final StreamChanges changes;
    private final Secrets secrets;

    PullSources(
            Tenancy tenancy,
            StreamRepository rows,
            Clusters clusters,
            Nodes nodes,
            StreamChanges changes,
            Secrets secrets) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.clusters = clusters;
        this.nodes = nodes;
        this.changes = changes;
        this.secrets = secrets;
    }

    /** What a new stream says of its source. Within a transaction of the tenant. */
    void begin(TenantId tenant, String stream, StreamInput.Create input) {
        boolean isPulled = requireNonNullElse(input.ingestMode(), IngestMode.PUSH) == IngestMode.PULL;
        if (isPulled == (input.pullSource() == null)) {
            throw new Refused(
                    InvalidInput.of("pullSource", isPulled ? "is needed with the mode PULL" : "is for the mode PULL"));
        }
        if (isPulled) {
            set(tenant, rows.get(stream), input.pullSource());
        }
    }

    /** Within a transaction of the tenant that holds the stream. */
    void set(TenantId tenant, StreamEntity row, StreamInput.@Nullable Pull input) {
        if (input == null) {
            rows.step("""
                pullUrl = null, pullMaskedUrl = null, pullIsEnabled = false, pullClusterIds = ?1
                where id = ?2\
                """, new String[0], row.id);
            return;
        }
        List<String> allowed = clusterIds(tenant, input.clusterIds());
        byte[] sealed = row.pullUrl;
        if (input.url() == null && sealed == null) {
            throw new Refused(InvalidInput.of("pullSource.url", "is needed: the stream has none yet"));
        }
        PullUrl url = PullUrl.parse("pullSource.url", input.url() == null ? open(row) : input.url());
        if (url.reach() == Reach.PRIVATE && !mayFetchPrivately(tenant, allowed)) {
            throw new Refused(InvalidInput.of(
                    "pullSource.url",
                    "is not on the internet, so clusterIds must name clusters, all of which allow private sources"));
        }
        rows.step(
                """
                pullUrl = ?1, pullMaskedUrl = ?2, pullIsEnabled = ?3, pullClusterIds = ?4 where id = ?5\
                """,
                seal().close(url.text().getBytes(StandardCharsets.UTF_8), row.id),
                url.masked(),
                requireNonNullElse(input.isEnabled(), true),
                allowed.toArray(String[]::new),
                row.id);
    }

    PrivateSources allowPrivate(TenantId tenant, String clusterId, boolean isAllowed) {
        String cluster = clusters.get(tenant, clusterId).id();
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> {
                    AuditNotes.before(new PrivateSources(cluster, isPrivate(sql, cluster)));
                    sql.update("delete from stream.private_source_cluster where cluster_id = ?", cluster);
                    if (isAllowed) {
                        sql.update(
                                "insert into stream.private_source_cluster (tenant_id, cluster_id) values (?, ?)",
                                tenant.value(),
                                cluster);
                    }
                    changes.notePulled();
                    return new PrivateSources(cluster, isAllowed);
                }));
    }

    /** Which clusters of the tenant allow private sources. */
    Set<String> privateClusters(TenantId tenant) {
        return Set.copyOf(tenancy.call(
                tenant,
                () -> tenancy.sql(sql ->
                        sql.list("select cluster_id from stream.private_source_cluster", row -> row.getString(1)))));
    }

    /**
     * The record as that node may have it: with the address of its source when its cluster may fetch it. A guest's source is never one
     * in a network of the cluster's owner.
     *
     * @param home the tenant of the node, which need not be that of the stream
     */
    public StreamRecord opened(TenantId home, NodeId asking, StreamRecord stream) {
        Optional<String> cluster = Optional.ofNullable(
                        nodes.byId(home, List.of(asking)).get(asking))
                .map(Node::cluster)
                .map(ClusterId::value);
        TenantId owner = new TenantId(stream.getTenantId());
        Optional<String> url = tenancy.call(
                owner,
                () -> rows.findByIdOptional(stream.getId())
                        .filter(row -> row.pullUrl != null && row.pullIsEnabled)
                        .filter(row -> cluster.filter(id -> mayFetch(row, id)).isPresent())
                        .map(this::open));
        if (url.isEmpty()) {
            return stream;
        }
        boolean mayBePrivate = owner.equals(home)
                && cluster.filter(privateClusters(home)::contains).isPresent();
        var source = stream.getPullSource().toBuilder().setUrl(url.get()).setMayBePrivate(mayBePrivate);
        return stream.toBuilder().setPullSource(source).build();
    }

    private static boolean mayFetch(StreamEntity row, String cluster) {
        List<String> allowed = List.of(row.pullClusterIds);
        return allowed.isEmpty() || allowed.contains(cluster);
    }

    private boolean mayFetchPrivately(TenantId tenant, List<String> allowed) {
        return !allowed.isEmpty() && privateClusters(tenant).containsAll(allowed);
    }

    private static boolean isPrivate(Sql sql, String cluster) {
        return sql.one("select 1 from stream.private_source_cluster where cluster_id = ?", row -> true, cluster)
                .isPresent();
    }

    private List<String> clusterIds(TenantId tenant, @Nullable List<String> named) {
        List<String> ids =
                requireNonNullElse(named, List.<String>of()).stream().distinct().toList();
        Rules.check(ids.size() <= MOST_CLUSTERS, "pullSource.clusterIds", ids.size(), "must be 50 at the most");
        for (String id : ids) {
            clusters.get(tenant, id);
        }
        return ids;
    }

    private String open(StreamEntity row) {
        return new String(seal().open(row.pullUrl, row.id), StandardCharsets.UTF_8);
    }

    private Seal seal() {
        return secrets.seal("pull sources");
    }
}
