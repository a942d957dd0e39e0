package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest counters of every running flow, in memory. */
final class LatestReports {
    private volatile Map<FlowId, FlowReport> reports = Map.of();

    void replace(List<FlowReport> newest) {
        Map<FlowId, FlowReport> next = new HashMap<>();
        newest.forEach(each -> next.put(new FlowId(each.getFlowId()), each));
        reports = Map.copyOf(next);
    }

    void clear() {
        reports = Map.of();
    }

    /** What the engine says of the flow; where it says nothing, that nothing moves and why. */
    FlowReport of(Flow flow, FlowStatus status, String why) {
        FlowReport report = reports.get(flow.id());
        if (report == null || status != FlowStatus.ACTIVE) {
            return still(flow, status, why);
        }
        FlowReport.Builder whole = report.toBuilder();
        if (!why.isEmpty()) {
            whole.setDetail(why);
        }
        return whole.build();
    }

    private static FlowReport still(Flow flow, FlowStatus status, String why) {
        FlowReport.Builder report = FlowReport.newBuilder()
                .setFlowId(flow.id().value())
                .setHealth(
                        status == FlowStatus.ACTIVE || status == FlowStatus.STARTING
                                ? FlowHealth.FLOW_HEALTH_WAITING
                                : FlowHealth.FLOW_HEALTH_STOPPED)
                .setDetail(why);
        flow.spec()
                .getSourcesList()
                .forEach(each -> report.addSources(SourceReport.newBuilder().setName(each.getName())));
        flow.spec()
                .getOutputsList()
                .forEach(each -> report.addOutputs(OutputReport.newBuilder().setName(each.getName())));
        return report.build();
    }
}
