package dev.flotilla.edge.mroute.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.flotilla.edge.mroute.FlowStatus;
import dev.flotilla.edge.mroute.FlowView;
import dev.flotilla.edge.mroute.flow.FailoverDocument;
import dev.flotilla.edge.mroute.flow.FlowDocument;
import dev.flotilla.edge.mroute.flow.MaintenanceDocument;
import dev.flotilla.edge.mroute.flow.OutputDocument;
import dev.flotilla.edge.mroute.flow.SourceDocument;
import dev.flotilla.proto.flow.v1.FlowHealth;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow as clients see it. What mroute does not know: {@code health} and {@code health_detail} say whether media flows,
 * {@code managed_by} says who decides about a flow that is not this node's own.
 */
@RegisterForReflection
record FlowAnswer(
        String id,
        String name,
        String description,
        FlowStatus status,
        String health,
        String healthDetail,
        String managedBy,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable SourceDocument source,
        List<SourceDocument> sources,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable List<OutputDocument> outputs,
        @Nullable FailoverDocument sourceFailoverConfig,
        FlowDocument.@Nullable Monitor sourceMonitorConfig,
        @Nullable MaintenanceDocument maintenanceWindow,
        String createdAt,
        String updatedAt,
        @Nullable String startedAt,
        @Nullable String stoppedAt) {
    static FlowAnswer of(FlowView view) {
        FlowDocument shown = view.flow().document().masked();
        var times = view.flow().times();
        return new FlowAnswer(
                view.flow().id().value(),
                shown.name(),
                shown.description(),
                view.status(),
                health(view.report().getHealth()),
                view.report().getDetail(),
                view.isManaged() ? "control-center" : "",
                shown.source() == null ? null : live(shown.source(), view),
                shown.sources().stream().map(each -> live(each, view)).toList(),
                shown.outputs(),
                shown.sourceFailoverConfig(),
                shown.sourceMonitorConfig(),
                shown.maintenanceWindow(),
                Timestamps.of(times.createdAt()),
                Timestamps.of(times.updatedAt()),
                Timestamps.orNothing(times.startedAt()),
                Timestamps.orNothing(times.stoppedAt()));
    }

    static String health(FlowHealth health) {
        return switch (health) {
            case FLOW_HEALTH_STOPPED, FLOW_HEALTH_UNSPECIFIED, UNRECOGNIZED -> "STOPPED";
            case FLOW_HEALTH_WAITING -> "WAITING";
            case FLOW_HEALTH_RECEIVING -> "RECEIVING";
            case FLOW_HEALTH_DEGRADED -> "DEGRADED";
            case FLOW_HEALTH_NO_SOURCE -> "NO_SOURCE";
        };
    }

    private static SourceDocument live(SourceDocument source, FlowView view) {
        boolean isConnected = view.report().getSourcesList().stream()
                .anyMatch(each -> each.getName().equals(source.name()) && each.getConnected());
        return source.withStatus(connection(isConnected));
    }

    static String connection(boolean isConnected) {
        return isConnected ? SourceDocument.CONNECTED : SourceDocument.DISCONNECTED;
    }
}
