package dev.flotilla.control.fleet;

import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Brings nodes and what they said together, many at a time. */
@ApplicationScoped
public class ShownNodes {
    private final Nodes nodes;
    private final NodeReports reports;

    ShownNodes(Nodes nodes, NodeReports reports) {
        this.nodes = nodes;
        this.reports = reports;
    }

    List<ShownNode> show(TenantId tenant, Collection<Node> shown) {
        Map<NodeId, NodeReport> latest =
                reports.latest(tenant, shown.stream().map(Node::id).toList());
        return shown.stream()
                .map(node -> ShownNode.of(node, latest.getOrDefault(node.id(), NodeReport.SILENCE)))
                .toList();
    }

    ShownNode show(TenantId tenant, Node node) {
        return show(tenant, List.of(node)).getFirst();
    }

    /** Those nodes of the tenant; unknown ids are left out. */
    public Map<NodeId, ShownNode> byId(TenantId tenant, Collection<NodeId> ids) {
        return show(tenant, nodes.byId(tenant, ids).values()).stream()
                .collect(Collectors.toMap(ShownNode::nodeId, node -> node));
    }
}
