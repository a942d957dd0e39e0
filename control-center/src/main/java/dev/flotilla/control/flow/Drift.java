package dev.flotilla.control.flow;

import dev.flotilla.control.fleet.NodeReport;
import dev.flotilla.control.fleet.Standing;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In what a node differs from what is wanted of it, as sentences. Nothing is said of a node that is not there. */
final class Drift {
    private Drift() {}

    /**
     * Of one flow.
     *
     * @param alsoOn the names of other nodes that say they run it
     */
    static List<String> of(Flow flow, NodeReport report, List<String> alsoOn) {
        List<String> drift = new ArrayList<>();
        if (flow.origin() == FlowOrigin.CENTER && report.isOnline() && flow.isApplied()) {
            Optional<FlowReport> said = report.flows().getReportsList().stream()
                    .filter(candidate -> candidate.getFlowId().equals(flow.id()))
                    .findFirst();
            boolean runs = said.map(Drift::runs).orElse(false);
            if (said.isEmpty() && report.flows().getReportsCount() > 0) {
                drift.add("The node has confirmed the flow and does not report it.");
            } else if (said.isPresent() && flow.running() && !runs) {
                drift.add("It should run and does not.");
            } else if (!flow.running() && runs) {
                drift.add("It should be stopped and runs.");
            }
        }
        alsoOn.forEach(name -> drift.add("%s runs it, too, until it hears that the flow has moved.".formatted(name)));
        return drift;
    }

    /** Of a flow that should have left its node and found no other that can take it. */
    static Optional<String> staying(Flow.Placed placed, @Nullable Standing node, Instant now) {
        return node == null
                ? Optional.empty()
                : Placement.reasonToLeave(node, Duration.ofSeconds(placed.moveAfterSeconds()), now)
                        .map(reason -> reason + ", and no other node of the cluster can take the flow.");
    }

    static boolean runs(FlowReport report) {
        return report.getHealth() != FlowHealth.FLOW_HEALTH_STOPPED;
    }
}
