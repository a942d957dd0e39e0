package dev.flotilla.control.fleet;

import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.event.RelayedEvents;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which nodes are Foghorns of their clusters: those that say where theirs is reached. */
@ApplicationScoped
public class Foghorns implements RelayedEvents.Origins {
    /**
     * A Foghorn.
     *
     * @param control host:port of its control port
     * @param http scheme, host and port of its HTTP port; null when it did not say
     * @param isOnline whether it is connected now, and was not only heard of lately
     */
    public record Foghorn(
            ClusterId cluster,
            NodeId node,
            String control,
            @Nullable String http,
            boolean isOnline) {}

    private final Jobs jobs;
    private final Nodes nodes;
    private final NodeReports reports;

    Foghorns(Jobs jobs, Nodes nodes, NodeReports reports) {
        this.jobs = jobs;
        this.nodes = nodes;
        this.reports = reports;
    }

    /** Those of each of the clusters that were heard of since then, in the order of their ids. */
    public Map<ClusterId, List<Foghorn>> of(Collection<ClusterId> clusters, Instant heardSince) {
        return jobs
                .call(
                        Jobs.Purpose.REGION,
                        sql -> sql.list(
                                """
                                select n.cluster_id, n.id, r.foghorn_control, r.foghorn_http, r.online_until > now()
                                from fleet.node n join fleet.node_report r on r.node_id = n.id
                                where n.cluster_id = any (?) and n.revoked_at is null
                                    and r.foghorn_control is not null and r.seen_at > ?
                                order by n.id\
                                """,
                                row -> new Foghorn(
                                        new ClusterId(row.getString(1)),
                                        new NodeId(row.getString(2)),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getBoolean(5)),
                                clusters.stream().map(ClusterId::value).toList(),
                                heardSince))
                .stream()
                .collect(Collectors.groupingBy(Foghorn::cluster));
    }

    @Override
    public boolean mayBring(NodeIdentity foghorn, NodeId origin) {
        if (origin.equals(foghorn.node())) {
            return true;
        }
        boolean isFoghorn = !reports.latest(foghorn.tenant(), foghorn.node())
                .inventory()
                .getFoghornControl()
                .isEmpty();
        Optional<Node> self = nodes.find(foghorn.tenant(), foghorn.node().value());
        Optional<Node> other = nodes.find(foghorn.tenant(), origin.value());
        return isFoghorn
                && self.isPresent()
                && other.isPresent()
                && other.get().revokedAt() == null
                && other.get().cluster().equals(self.get().cluster());
    }
}
