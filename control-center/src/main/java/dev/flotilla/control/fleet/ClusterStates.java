package dev.flotilla.control.fleet;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.event.StreamPresences;
import dev.flotilla.control.event.StreamPresences.Load;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.node.v1.Health;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How clusters are, whosever they are: as of the last seconds, as the database knows. */
@ApplicationScoped
public class ClusterStates {
    private record Found(ClusterId cluster, NodeId node, ClusterState.Member member) {}

    private final Jobs jobs;
    private final StreamPresences presences;

    ClusterStates(Jobs jobs, StreamPresences presences) {
        this.jobs = jobs;
        this.presences = presences;
    }

    /** Each of them; one without nodes is offline. */
    public Map<ClusterId, ClusterState> of(Collection<ClusterId> clusters) {
        Map<ClusterId, List<Found>> nodes = nodesOf(clusters).stream().collect(Collectors.groupingBy(Found::cluster));
        Map<NodeId, Load> loads = presences.loads(
                nodes.values().stream().flatMap(List::stream).map(Found::node).toList());
        var states = new HashMap<ClusterId, ClusterState>();
        clusters.forEach(cluster -> states.put(cluster, state(nodes.getOrDefault(cluster, List.of()), loads)));
        return states;
    }

    private static ClusterState state(List<Found> nodes, Map<NodeId, Load> loads) {
        if (nodes.isEmpty()) {
            return ClusterState.empty();
        }
        Set<String> streams = new HashSet<>();
        long viewers = 0;
        for (Found node : nodes) {
            Load load = loads.get(node.node());
            if (load != null) {
                streams.addAll(load.streams());
                viewers += load.viewers();
            }
        }
        return ClusterState.of(nodes.stream().map(Found::member).toList(), streams.size(), viewers);
    }

    /** Those that are there to take work: who drains or is in maintenance is missed by nobody. */
    private List<Found> nodesOf(Collection<ClusterId> clusters) {
        return jobs.call(
                Jobs.Purpose.ROUTING,
                sql -> sql.list(
                        """
                        select n.cluster_id, n.id, coalesce(r.online_until > now(), false) as is_online, r.health
                        from fleet.node n left join fleet.node_report r on r.node_id = n.id
                        where n.cluster_id = any (?) and n.revoked_at is null and n.lifecycle = 'ACTIVE'\
                        """,
                        ClusterStates::read,
                        clusters.stream().map(ClusterId::value).distinct().toList()));
    }

    private static Found read(ResultSet row) throws SQLException {
        byte[] said = row.getBytes("health");
        try {
            Health health = said == null ? Health.getDefaultInstance() : Health.parseFrom(said);
            return new Found(
                    new ClusterId(row.getString("cluster_id")),
                    new NodeId(row.getString("id")),
                    new ClusterState.Member(
                            row.getBoolean("is_online"), health.getProblemsCount() > 0, health.getNetworkOutBps()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("fleet.node_report holds no readable health of " + row.getString("id"), e);
        }
    }
}
