package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.Artifacts;
import dev.flotilla.proto.foghorn.v1.HelmsmanMessage;
import dev.flotilla.proto.foghorn.v1.Welcome;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one stream tells of its node: its report at the interval that the Foghorn wants and at once when something changed, and
 * all its clips and recordings once, then those that changed. For one thread, but {@link #changed}.
 */
final class Telling {
    private static final long SHORTEST_NS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_NS = Duration.ofSeconds(30).toNanos();
    /** So that a burst of changes is one report. */
    private static final long GAP_NS = Duration.ofMillis(200).toNanos();

    private final HelmsmanReporting reporting;
    private final NodeMode mode;
    private volatile boolean hasChanged;
    private long intervalNs = LONGEST_NS;
    private long dueNs;
    private long toldNs;
    private @Nullable Map<String, Artifact> toldArtifacts;

    Telling(HelmsmanReporting reporting, NodeMode mode) {
        this.reporting = reporting;
        this.mode = mode;
    }

    HelmsmanMessage register() {
        return HelmsmanMessage.newBuilder()
                .setRegister(Bounds.within(reporting.register()).toBuilder().setMode(mode.present()))
                .build();
    }

    /** From now on; the first report is due at once. */
    void welcomed(Welcome welcome, long nowNs) {
        intervalNs = Math.clamp(Duration.ofMillis(welcome.getReportIntervalMs()).toNanos(), SHORTEST_NS, LONGEST_NS);
        dueNs = nowNs;
        toldNs = nowNs - GAP_NS;
    }

    void changed() {
        hasChanged = true;
    }

    /** How long there is nothing to tell, at most so long. */
    long untilNext(long nowNs, long mostNs) {
        return Math.clamp((hasChanged ? Math.min(dueNs, toldNs + GAP_NS) : dueNs) - nowNs, 0, mostNs);
    }

    Optional<HelmsmanMessage> next(long nowNs) {
        if (untilNext(nowNs, 1) > 0) {
            return toldArtifacts == null ? artifacts() : Optional.empty();
        }
        Optional<HelmsmanMessage> artifacts = artifacts();
        if (artifacts.isPresent()) {
            return artifacts;
        }
        hasChanged = false;
        toldNs = nowNs;
        dueNs = nowNs + intervalNs;
        return Optional.of(HelmsmanMessage.newBuilder()
                .setReport(Bounds.within(reporting.report()).toBuilder().setMode(mode.present()))
                .build());
    }

    private Optional<HelmsmanMessage> artifacts() {
        Map<String, Artifact> present = new LinkedHashMap<>();
        reporting.artifacts().forEach(artifact -> present.put(artifact.getHash(), artifact));
        Map<String, Artifact> told = toldArtifacts == null ? Map.of() : toldArtifacts;
        boolean isComplete = toldArtifacts == null || !present.keySet().containsAll(told.keySet());
        Collection<Artifact> news = isComplete
                ? present.values()
                : present.values().stream()
                        .filter(artifact -> !artifact.equals(told.get(artifact.getHash())))
                        .toList();
        toldArtifacts = present;
        return isComplete || !news.isEmpty()
                ? Optional.of(HelmsmanMessage.newBuilder()
                        .setArtifacts(
                                Artifacts.newBuilder().setIsComplete(isComplete).addAllArtifacts(List.copyOf(news)))
                        .build())
                : Optional.empty();
    }
}
