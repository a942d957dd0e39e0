package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.control.Artifacts.Held;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Artifact;
import java.util.Comparator;
import java.util.List;

/**
 * A clip or recording, and who tells of it.
 *
 * @param artifact as the node has it that holds most of it
 * @param nodes all that tell of it, that one first
 */
record Known(Artifact artifact, List<NodeId> nodes) {
    /** @param told of one hash; at least one */
    static Known of(List<Held> told) {
        List<Held> sorted = told.stream()
                .sorted(Comparator.comparing(
                                (Held held) -> held.artifact().getPath().isEmpty())
                        .thenComparingLong(held -> -held.artifact().getSizeBytes())
                        .thenComparing(held -> held.node().value()))
                .toList();
        return new Known(
                sorted.getFirst().artifact(), sorted.stream().map(Held::node).toList());
    }

    String hash() {
        return artifact.getHash();
    }
}
