package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.edge.foghorn.control.Artifacts.Held;
import dev.flotilla.proto.event.v1.Artifact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The clips and recordings of the region, each once. Answers from memory. */
final class Catalogue {
    private final Artifacts artifacts;

    Catalogue(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    Optional<Known> find(String hash) {
        List<Held> told = artifacts.of(hash);
        return told.isEmpty() ? Optional.empty() : Optional.of(Known.of(told));
    }

    Optional<Known> find(Artifact.Kind kind, String hash) {
        return find(hash).filter(known -> known.artifact().getKind() == kind);
    }

    /**
     * Those of a kind, the newest first.
     *
     * @param stream of which stream; empty for all
     */
    List<Known> all(Artifact.Kind kind, String stream) {
        return artifacts.all().stream()
                .filter(held -> held.artifact().getKind() == kind)
                .filter(held -> stream.isEmpty() || held.artifact().getStream().equals(stream))
                .collect(Collectors.groupingBy(held -> held.artifact().getHash()))
                .values()
                .stream()
                .map(Known::of)
                .sorted(Comparator.comparingLong(
                                (Known known) -> -known.artifact().getCreatedAtMs())
                        .thenComparing(Known::hash, Comparator.reverseOrder()))
                .toList();
    }

    /** The ids of the nodes that have enough of it on their disks to play it. */
    Set<String> holders(String hash) {
        return artifacts.of(hash).stream()
                .filter(held -> isPlayable(held.artifact()))
                .map(held -> held.node().value())
                .collect(Collectors.toSet());
    }

    private static boolean isPlayable(Artifact artifact) {
        return !artifact.getPath().isEmpty()
                && (artifact.getStatus() == Artifact.Status.STATUS_READY
                        || artifact.getStatus() == Artifact.Status.STATUS_RECORDING);
    }

    /** The recording of the stream that goes on now. */
    Optional<Known> running(String stream) {
        return all(Artifact.Kind.KIND_DVR, stream).stream()
                .filter(known -> isRunning(known.artifact()))
                .findFirst();
    }

    /** All recordings of a stream, by the nodes that hold them. */
    List<Held> recordings(String stream) {
        return artifacts.all().stream()
                .filter(held -> held.artifact().getKind() == Artifact.Kind.KIND_DVR)
                .filter(held -> held.artifact().getStream().equals(stream))
                .toList();
    }

    static boolean isRunning(Artifact recording) {
        return recording.getStatus() == Artifact.Status.STATUS_REQUESTED
                || recording.getStatus() == Artifact.Status.STATUS_RECORDING;
    }
}
