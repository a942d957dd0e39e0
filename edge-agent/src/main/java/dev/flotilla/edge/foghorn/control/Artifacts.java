package dev.flotilla.edge.foghorn.control;

import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Artifact;
import java.util.List;
import java.util.function.Consumer;

/** The clips and recordings of the region's nodes, as those tell. Answers from memory. */
public interface Artifacts {
    /** A clip or recording and the node that tells of it. */
    record Held(NodeId node, Artifact artifact) {}

    /** All, in no order. */
    List<Held> all();

    /** On each node that has it. */
    List<Held> of(String hash);

    /** Whom to tell of each that is new or has changed. Called on the thread of the node's stream: must not block. */
    void listen(Consumer<Held> listener);
}
