package dev.flotilla.edge.helmsman;

import dev.flotilla.proto.event.v1.Artifact;
import java.util.List;

/** Whoever keeps the node's clips and recordings. A bean of this type is found by itself. */
public interface NodeArtifacts {
    /** All of them, from memory. */
    List<Artifact> artifacts();
}
