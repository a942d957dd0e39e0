package dev.flotilla.control.fleet;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the nodes of a tenant stand as places for work. */
@ApplicationScoped
public class Standings {
    private final Jobs jobs;
    private final Nodes nodes;
    private final NodeReports reports;

    Standings(Jobs jobs, Nodes nodes, NodeReports reports) {
        this.jobs = jobs;
        this.nodes = nodes;
        this.reports = reports;
    }

    /** Of all nodes of the cluster. */
    public List<Standing> in(TenantId tenant, ClusterId cluster) {
        return of(tenant, nodes.inCluster(tenant, cluster));
    }

    /** Of those nodes; unknown ids are left out. */
    public Map<NodeId, Standing> of(TenantId tenant, List<NodeId> ids) {
        return of(tenant, nodes.byId(tenant, ids).values()).stream()
                .collect(Collectors.toMap(Standing::node, standing -> standing));
    }

    /** Those of the nodes, of any tenant, that are not there or to be left, as far as the database knows. */
    public List<NodeId> weakAmong(Collection<NodeId> ids) {
        return jobs.call(
                Purpose.DESIRED_STATE,
                sql -> sql.list(
                        """
                        select n.id from fleet.node n left join fleet.node_report r on r.node_id = n.id
                        where n.id = any (?)
                            and (n.revoked_at is not null or n.lifecycle <> 'ACTIVE' or r.online_until is null or r.online_until < now())\
                        """,
                        row -> new NodeId(row.getString(1)),
                        ids.stream().map(NodeId::value).toList()));
    }

    private List<Standing> of(TenantId tenant, Collection<Node> those) {
        Map<NodeId, NodeReport> latest =
                reports.latest(tenant, those.stream().map(Node::id).toList());
        return those.stream()
                .map(node -> Standing.of(node, latest.getOrDefault(node.id(), NodeReport.SILENCE)))
                .toList();
    }
}
