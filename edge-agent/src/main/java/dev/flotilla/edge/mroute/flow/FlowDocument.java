package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A flow as mroute's clients write it and as the node stores it. Absent texts are empty; a flow whose client named no
 * outputs keeps {@code null} for them, as mroute does. {@link FlowSpecs} makes of it what the engine runs.
 */
@RegisterForReflection
public record FlowDocument(
        @Nullable String id,
        String name,
        String description,
        @Nullable SourceDocument source,
        List<SourceDocument> sources,
        @Nullable List<OutputDocument> outputs,
        @Nullable Failover sourceFailoverConfig,
        @Nullable Monitor sourceMonitorConfig,
        @Nullable Maintenance maintenanceWindow) {
    /** At most so many sources and outputs has one flow. */
    public static final int MAX_SOURCES = 2;

    public static final int MAX_OUTPUTS = 50;

    /** When and to what a flow switches if its source fails. */
    @RegisterForReflection
    public record Failover(
            @JsonInclude(JsonInclude.Include.ALWAYS) String state,
            @JsonInclude(JsonInclude.Include.ALWAYS) String failoverMode,
            int recoveryWindow,
            @Nullable Priority sourcePriority) {
        public Failover {
            state = requireNonNullElse(state, "");
            failoverMode = requireNonNullElse(failoverMode, "");
        }

        /** The source to prefer, by name; a name that no source has means none. */
        public String primarySource() {
            return sourcePriority == null ? "" : sourcePriority.primarySource();
        }
    }

    @RegisterForReflection
    public record Priority(
            @JsonInclude(JsonInclude.Include.ALWAYS) String primarySource) {
        public Priority {
            primarySource = requireNonNullElse(primarySource, "");
        }
    }

    /** What is watched beside the packets. */
    @RegisterForReflection
    public record Monitor(boolean thumbnailEnabled, boolean contentQualityEnabled, int thumbnailIntervalSec) {}

    /** When a flow may be restarted: a weekday's English name and an hour of UTC. */
    @RegisterForReflection
    public record Maintenance(
            @JsonInclude(JsonInclude.Include.ALWAYS) String dayOfWeek,
            @JsonInclude(JsonInclude.Include.ALWAYS) int startHour) {
        public Maintenance {
            dayOfWeek = requireNonNullElse(dayOfWeek, "");
        }
    }

    public FlowDocument {
        name = requireNonNullElse(name, "");
        description = requireNonNullElse(description, "");
        sources = List.copyOf(requireNonNullElse(sources, List.of()));
        outputs = outputs == null ? null : List.copyOf(outputs);
    }

    /** Every source, the one in {@code source} first. */
    public List<SourceDocument> allSources() {
        List<SourceDocument> all = new ArrayList<>();
        if (source != null) {
            all.add(source);
        }
        all.addAll(sources);
        return List.copyOf(all);
    }

    public List<OutputDocument> allOutputs() {
        return outputs == null ? List.of() : outputs;
    }

    /** The same flow with every passphrase changed; how secrets are masked, sealed and opened. */
    public FlowDocument mapSecrets(UnaryOperator<String> change) {
        return withSources(
                        source == null ? null : source.mapSecret(change),
                        sources.stream().map(each -> each.mapSecret(change)).toList())
                .withOutputs(
                        outputs == null
                                ? null
                                : outputs.stream()
                                        .map(each -> each.mapSecret(change))
                                        .toList());
    }

    /** The flow as a client may see it. */
    public FlowDocument masked() {
        return mapSecrets(secret -> EncryptionDocument.MASK);
    }

    FlowDocument withSources(@Nullable SourceDocument first, List<SourceDocument> others) {
        return new FlowDocument(
                id,
                name,
                description,
                first,
                others,
                outputs,
                sourceFailoverConfig,
                sourceMonitorConfig,
                maintenanceWindow);
    }

    FlowDocument withOutputs(@Nullable List<OutputDocument> changed) {
        return new FlowDocument(
                id,
                name,
                description,
                source,
                sources,
                changed,
                sourceFailoverConfig,
                sourceMonitorConfig,
                maintenanceWindow);
    }
}
