package dev.flotilla.control.flow;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.NodeReport;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.Standing;
import dev.flotilla.control.fleet.Standings;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Where flows are, and in what that differs from what is wanted, in the API. */
@GraphQLApi
public class PlacementApi {
    private final Caller caller;
    private final Clusters clusters;
    private final Standings standings;
    private final NodeReports reports;
    private final Clock clock = Clock.systemUTC();

    PlacementApi(Caller caller, Clusters clusters, Standings standings, NodeReports reports) {
        this.caller = caller;
        this.clusters = clusters;
        this.standings = standings;
        this.reports = reports;
    }

    /** The cluster whose nodes a flow may be on. */
    public @NonNull List<@NonNull Cluster> cluster(@Source List<Flow.Placed> placements) {
        List<ClusterId> ids = placements.stream().map(Flow.Placed::inCluster).toList();
        Map<ClusterId, Cluster> found = clusters.byId(caller.tenant(), ids);
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    /** In what each flow's nodes differ from what is wanted; empty when all is as it should be. */
    public @NonNull List<@NonNull List<@NonNull String>> drift(@Source List<Flow> flows) {
        List<NodeId> nodes = flows.stream().map(Flow::onNode).distinct().toList();
        Map<NodeId, Standing> standing = standings.of(caller.tenant(), nodes);
        Map<NodeId, NodeReport> latest = reports.latest(caller.tenant(), nodes);
        Map<ClusterId, List<Standing>> clustersOfMoved = new HashMap<>();
        flows.forEach(flow -> flow.placement()
                .filter(placed -> placed.epoch() > 1)
                .ifPresent(placed -> clustersOfMoved.computeIfAbsent(
                        placed.inCluster(), cluster -> standings.in(caller.tenant(), cluster))));
        return flows.stream()
                .map(flow -> {
                    List<String> drift = new ArrayList<>(Drift.of(
                            flow, Objects.requireNonNull(latest.get(flow.onNode())), alsoOn(flow, clustersOfMoved)));
                    flow.placement()
                            .flatMap(placed -> Drift.staying(placed, standing.get(flow.onNode()), clock.instant()))
                            .ifPresent(drift::add);
                    return List.copyOf(drift);
                })
                .toList();
    }

    /** Other nodes of the cluster that say they run a flow which was moved. */
    private List<String> alsoOn(Flow flow, Map<ClusterId, List<Standing>> clustersOfMoved) {
        List<Standing> others = flow
                .placement()
                .map(placed -> clustersOfMoved.getOrDefault(placed.inCluster(), List.of()))
                .orElse(List.of())
                .stream()
                .filter(other ->
                        !other.node().equals(flow.onNode()) && other.goneSince().isEmpty())
                .toList();
        Map<NodeId, NodeReport> said = reports.latest(
                caller.tenant(), others.stream().map(Standing::node).toList());
        return others.stream()
                .filter(other -> Objects.requireNonNull(said.get(other.node())).flows().getReportsList().stream()
                        .anyMatch(report -> report.getFlowId().equals(flow.id()) && Drift.runs(report)))
                .map(Standing::name)
                .collect(Collectors.toList());
    }
}
