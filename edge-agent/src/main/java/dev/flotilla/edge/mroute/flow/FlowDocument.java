package dev.flotilla.edge.mroute.flow;

import static java.util.Objects.requireNonNullElse;

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
        @Nullable FailoverDocument sourceFailoverConfig,
        @Nullable Monitor sourceMonitorConfig,
        @Nullable MaintenanceDocument maintenanceWindow) {
    /** At most so many sources and outputs has one flow. */
    public static final int MAX_SOURCES = 2;

    public static final int MAX_OUTPUTS = 50;

    /** What is watched beside the packets. */
    @RegisterForReflection
    public record Monitor(boolean thumbnailEnabled, boolean contentQualityEnabled, int thumbnailIntervalSec) {}

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
