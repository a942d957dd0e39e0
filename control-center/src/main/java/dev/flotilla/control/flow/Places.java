package dev.flotilla.control.flow;

import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.Node;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.fleet.Standing;
import dev.flotilla.control.fleet.Standings;
import dev.flotilla.control.fleet.marketplace.Marketplace;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Problem;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the nodes that flows should be on, within a transaction of their tenant. */
@ApplicationScoped
class Places {
    /**
     * Where a new flow goes.
     *
     * @param placing of one that may be on any node of a cluster
     */
    record Place(NodeId node, Optional<FlowEntity.Placing> placing) {}

    private final Nodes nodes;
    private final Clusters clusters;
    private final Marketplace marketplace;
    private final Standings standings;
    private final FlowStore store;

    Places(Nodes nodes, Clusters clusters, Marketplace marketplace, Standings standings, FlowStore store) {
        this.nodes = nodes;
        this.clusters = clusters;
        this.marketplace = marketplace;
        this.standings = standings;
        this.store = store;
    }

    /** The node that was named, or the best one of the cluster that was. */
    Place find(TenantId tenant, FlowSpec flow, FlowInput.Create input) {
        String node = input.nodeId();
        String cluster = input.clusterId();
        if ((node == null) == (cluster == null)) {
            throw new Refused(InvalidInput.of("nodeId", "or clusterId must be given, and not both"));
        }
        if (node != null) {
            return onNode(tenant, node, input.moveAfterSeconds());
        }
        return inCluster(
                tenant,
                flow,
                own(tenant, Objects.requireNonNull(cluster)),
                Objects.requireNonNullElse(input.moveAfterSeconds(), Placement.USUAL_S));
    }

    /** What others share serves streams; flows, with their addresses and passphrases, run on nodes of their own tenant. */
    private Cluster own(TenantId tenant, String id) {
        return clusters.find(tenant, id)
                .orElseThrow(() -> new Refused(marketplace
                        .find(tenant, id)
                        .<Problem>map(other -> new Conflict(
                                "'%s' belongs to another tenant: it may serve your streams, and flows run on nodes of your own."
                                        .formatted(other.name())))
                        .orElse(NotFound.of("cluster", id))));
    }

    /** Another node of the same cluster. */
    Placement.Choice elsewhere(TenantId tenant, DesiredFlow flow, Placement placement) {
        List<Standing> others = standings.in(tenant, placement.cluster()).stream()
                .filter(standing -> !standing.node().equals(flow.node()))
                .toList();
        return choose(flow.spec(), others);
    }

    static void checkMoveAfter(int seconds) {
        Syntax.range("moveAfterSeconds", seconds, Placement.SOONEST_S, Placement.LATEST_S);
    }

    private Place onNode(TenantId tenant, String id, @Nullable Integer moveAfter) {
        if (moveAfter != null) {
            throw new Refused(InvalidInput.of("moveAfterSeconds", moveAfter, "needs clusterId"));
        }
        Node node = nodes.get(tenant, id);
        Standing standing =
                Objects.requireNonNull(standings.of(tenant, List.of(node.id())).get(node.id()));
        if (standing.mustLeave()) {
            throw new Refused(new Conflict("Node '%s' %s and takes no flows."
                    .formatted(node.name(), standing.refusal().orElse("is to be left"))));
        }
        return new Place(node.id(), Optional.empty());
    }

    private Place inCluster(TenantId tenant, FlowSpec flow, Cluster cluster, int moveAfter) {
        checkMoveAfter(moveAfter);
        ClusterId id = cluster.clusterId();
        return switch (choose(flow, standings.in(tenant, id))) {
            case Placement.Choice.Node(NodeId node, String because) ->
                new Place(node, Optional.of(new FlowEntity.Placing(id, moveAfter, because)));
            case Placement.Choice.None(List<String> reasons) ->
                throw new Refused(new Conflict("No node of cluster '%s' can take the flow: %s."
                        .formatted(cluster.name(), reasons.isEmpty() ? "it has none" : String.join(", ", reasons))));
        };
    }

    private Placement.Choice choose(FlowSpec flow, List<Standing> candidates) {
        Map<NodeId, List<FlowSpec>> present = store
                .ofNodes(candidates.stream().map(Standing::node).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        DesiredFlow::node, Collectors.mapping(DesiredFlow::spec, Collectors.toList())));
        return Placement.choose(flow, candidates, present);
    }
}
