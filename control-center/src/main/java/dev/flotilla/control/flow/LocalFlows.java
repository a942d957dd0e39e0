package dev.flotilla.control.flow;

import dev.flotilla.control.fleet.Node;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flows that were made on nodes themselves, as the nodes last described them. */
@ApplicationScoped
class LocalFlows {
    private static final int AT_A_TIME = 200;

    private final Nodes nodes;
    private final NodeReports reports;

    LocalFlows(Nodes nodes, NodeReports reports) {
        this.nodes = nodes;
        this.reports = reports;
    }

    Map<NodeId, List<Flow>> on(TenantId tenant, List<NodeId> ids) {
        Map<NodeId, List<Flow>> flows = new HashMap<>();
        reports.latest(tenant, ids)
                .forEach((node, report) -> flows.put(
                        node,
                        report.localFlows().getFlowsList().stream()
                                .map(spec -> DesiredFlow.showLocal(spec, node))
                                .toList()));
        return flows;
    }

    /** Asks every node of the tenant, because only the nodes know. */
    Optional<Flow> find(TenantId tenant, String id) {
        Optional<String> after = Optional.empty();
        while (true) {
            Page<Node> page = nodes.page(tenant, AT_A_TIME, after, Optional.empty());
            List<NodeId> ids = page.items().stream().map(Node::id).toList();
            Optional<Flow> found = on(tenant, ids).values().stream()
                    .flatMap(List::stream)
                    .filter(flow -> flow.id().equals(id))
                    .findFirst();
            if (found.isPresent() || !page.hasNext()) {
                return found;
            }
            Node last = page.items().getLast();
            after = Optional.of(Cursor.of(last.name(), last.id()).text());
        }
    }
}
