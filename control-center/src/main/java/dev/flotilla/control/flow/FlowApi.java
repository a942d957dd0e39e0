package dev.flotilla.control.flow;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.fleet.NodeReport;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.graphql.Deleted;
import dev.flotilla.id.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Flows in the API. */
@GraphQLApi
public class FlowApi {
    private final Caller caller;
    private final Flows flows;
    private final NodeReports reports;

    FlowApi(Caller caller, Flows flows, NodeReports reports) {
        this.caller = caller;
        this.flows = flows;
        this.reports = reports;
    }

    @Query
    public Optional<Flow> flow(@Id @NonNull String id) {
        return flows.find(caller.tenant(), id);
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
        List<NodeId> ids =
                flows.stream().map(flow -> new NodeId(flow.nodeId())).distinct().toList();
        Map<NodeId, NodeReport> latest = reports.latest(caller.tenant(), ids);
        return flows.stream()
                .map(flow -> statusIn(latest.get(new NodeId(flow.nodeId())), flow.id()))
                .toList();
    }

    private static Optional<FlowStatus> statusIn(@Nullable NodeReport report, String flow) {
        if (report == null || report.seenAt() == null) {
            return Optional.empty();
        }
        Instant seenAt = report.seenAt();
        return report.flows().getReportsList().stream()
                .filter(candidate -> candidate.getFlowId().equals(flow))
                .findFirst()
                .map(found -> FlowStatus.of(found, seenAt));
    }
}
