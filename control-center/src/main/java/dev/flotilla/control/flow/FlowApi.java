package dev.flotilla.control.flow;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.fleet.NodeReport;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.ShownNode;
import dev.flotilla.control.fleet.ShownNodes;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import dev.flotilla.id.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Flows in the API. */
@GraphQLApi
@Audited
public class FlowApi {
    private final Caller caller;
    private final Flows flows;
    private final FlowBulk bulk;
    private final ShownNodes nodes;
    private final NodeReports reports;

    FlowApi(Caller caller, Flows flows, FlowBulk bulk, ShownNodes nodes, NodeReports reports) {
        this.caller = caller;
        this.flows = flows;
        this.bulk = bulk;
        this.nodes = nodes;
        this.reports = reports;
    }

    @Query
    public Optional<Flow> flow(@Id @NonNull String id) {
        return flows.find(caller.tenant(), id);
    }

    @Query
    public @NonNull FlowConnection flows(
            @DefaultValue("50") int first,
            @Nullable String after,
            @Nullable String search,
            @Id @Nullable String clusterId) {
        var filter = new FlowStore.Filter(
                Objects.requireNonNullElse(search, "").strip().toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(clusterId, ""));
        return FlowConnection.of(
                flows.page(caller.tenant(), first, Optional.ofNullable(after), filter),
                flows.count(caller.tenant(), filter));
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public FlowBulk.@NonNull Changed changeFlows(FlowBulk.@NonNull Change input) {
        return bulk.change(caller.tenant(), input);
    }

    @Mutation
    public @NonNull Flow createFlow(@NonNull FlowInput.Create input) {
        return flows.create(caller.tenant(), input);
    }

    @Mutation
    public @NonNull Flow updateFlow(@NonNull FlowInput.Update input) {
        return flows.update(caller.tenant(), input);
    }

    @Mutation
    public @NonNull Flow startFlow(@Id @NonNull String id) {
        return flows.setRunning(caller.tenant(), id, true);
    }

    @Mutation
    public @NonNull Flow stopFlow(@Id @NonNull String id) {
        return flows.setRunning(caller.tenant(), id, false);
    }

    @Mutation
    public @NonNull Deleted deleteFlow(@Id @NonNull String id) {
        flows.delete(caller.tenant(), id);
        return new Deleted(id);
    }

    /** What each flow's node last said of it; empty where it has not spoken of the flow yet. */
    public List<Optional<FlowStatus>> status(@Source List<Flow> flows) {
        Map<NodeId, NodeReport> latest = reports.latest(
                caller.tenant(), flows.stream().map(Flow::onNode).distinct().toList());
        return flows.stream()
                .map(flow -> statusIn(Objects.requireNonNull(latest.get(flow.onNode())), flow.id()))
                .toList();
    }

    /** The node of each flow. */
    public @NonNull List<@NonNull ShownNode> node(@Source List<Flow> flows) {
        List<NodeId> ids = flows.stream().map(Flow::onNode).toList();
        Map<NodeId, ShownNode> found = nodes.byId(caller.tenant(), ids);
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    /** The flows of each node, those that were made here first. */
    public @NonNull List<@NonNull List<@NonNull Flow>> flows(@Source List<ShownNode> nodes) {
        return flows.on(caller.tenant(), nodes.stream().map(ShownNode::nodeId).toList());
    }

    private static Optional<FlowStatus> statusIn(NodeReport report, String flow) {
        Instant seenAt = report.seenAt();
        return seenAt == null
                ? Optional.empty()
                : report.flows().getReportsList().stream()
                        .filter(candidate -> candidate.getFlowId().equals(flow))
                        .findFirst()
                        .map(found -> FlowStatus.of(found, seenAt));
    }
}
