package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Snapshot;
import dev.flotilla.edge.foghorn.balance.StreamLoad;
import dev.flotilla.edge.foghorn.control.Artifacts.Held;
import dev.flotilla.proto.event.v1.Artifact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Chooses the node that makes a clip or a recording. Pure: goes by what nodes have told. */
final class Placement {
    private static final String STORAGE = "storage";

    private Placement() {}

    /** Part of a stream's time, milliseconds since 1970. */
    record Span(long startMs, long stopMs) {
        long overlapMs(long otherStartMs, long otherStopMs) {
            return Math.max(0, Math.min(stopMs, otherStopMs) - Math.max(startMs, otherStartMs));
        }

        long lengthMs() {
            return stopMs - startMs;
        }
    }

    /** Where a stream is recorded: at its source; only where that gets nothing new, at a copy of it. */
    static Site recording(Snapshot snapshot, String stream) {
        String name = "live+" + stream;
        List<Node> carriers = snapshot.carriers(name).stream()
                .filter(node -> isFed(node, name))
                .toList();
        return carriers.stream()
                .filter(Placement::isUsable)
                .min(Comparator.comparing((Node node) -> isReplica(node, name)).thenComparing(preferred()))
                .<Site>map(Site.At::new)
                .orElseGet(() -> new Site.Nowhere(
                        carriers.isEmpty()
                                ? "no node has stream '%s' at present".formatted(stream)
                                : "the nodes that have stream '%s' are lost, draining or in maintenance"
                                        .formatted(stream)));
    }

    /**
     * Where a clip is made: from a recording that has all of it, else from what the source of the stream remembers, else from
     * the recording that has most of it. What is yet to come is with the source alone.
     *
     * @param recordings of the stream, on whatever nodes
     */
    static Site clip(Snapshot snapshot, List<Held> recordings, String stream, Span span, long nowMs) {
        Site source = recording(snapshot, stream);
        if (span.stopMs > nowMs) {
            return source;
        }
        @Nullable String sourceId = source instanceof Site.At(Node node) ? node.id() : null;
        List<Held> usable = recordings.stream()
                .filter(held ->
                        nodeOf(snapshot, held).filter(Placement::isUsable).isPresent())
                .filter(held -> overlapMs(held.artifact(), span, nowMs) > 0)
                .toList();
        Optional<Node> whole = usable.stream()
                .filter(held -> overlapMs(held.artifact(), span, nowMs) >= span.lengthMs())
                .flatMap(held -> nodeOf(snapshot, held).stream())
                .min(Comparator.comparing((Node node) -> !node.id().equals(sourceId))
                        .thenComparing(preferred()));
        if (whole.isPresent()) {
            return new Site.At(whole.get());
        }
        if (sourceId != null) {
            return source;
        }
        ToLongFunction<Held> overlap = held -> overlapMs(held.artifact(), span, nowMs);
        return usable.stream()
                .max(Comparator.comparingLong(overlap))
                .flatMap(held -> nodeOf(snapshot, held))
                .<Site>map(Site.At::new)
                .orElseGet(() -> new Site.Nowhere("no node has anything of stream '%s' from then".formatted(stream)));
    }

    private static Optional<Node> nodeOf(Snapshot snapshot, Held held) {
        return snapshot.node(held.node().value());
    }

    private static boolean isUsable(Node node) {
        return !node.identity().isPolled() && node.isHealthy() && !node.isInMaintenance() && !node.isDraining();
    }

    private static boolean isFed(Node node, String name) {
        StreamLoad load = node.load().streams().get(name);
        return load != null && load.inputs() > 0;
    }

    private static boolean isReplica(Node node, String name) {
        StreamLoad load = node.load().streams().get(name);
        return load != null && load.isReplica();
    }

    private static Comparator<Node> preferred() {
        return Comparator.comparing(
                        (Node node) -> !node.identity().capabilities().words().contains(STORAGE))
                .thenComparingInt(node -> node.load().cpuPermille())
                .thenComparing(Node::id);
    }

    /** How much of it the recording has; nothing of one whose bytes the node does not hold any more. */
    private static long overlapMs(Artifact recording, Span span, long nowMs) {
        if (recording.getPath().isEmpty() || recording.getStartedAtMs() == 0) {
            return 0;
        }
        return switch (recording.getStatus()) {
            case STATUS_RECORDING -> span.overlapMs(recording.getStartedAtMs(), nowMs);
            case STATUS_READY -> span.overlapMs(recording.getStartedAtMs(), recording.getEndedAtMs());
            case STATUS_UNSPECIFIED, STATUS_REQUESTED, STATUS_PROCESSING, STATUS_FAILED, STATUS_DELETED, UNRECOGNIZED ->
                0;
        };
    }
}
