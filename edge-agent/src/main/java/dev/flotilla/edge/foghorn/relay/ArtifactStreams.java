package dev.flotilla.edge.foghorn.relay;

import java.util.Optional;

/** Knows of which streams clips and recordings are. */
public interface ArtifactStreams {
    /** The name within the fleet of the stream that it is of, if a node of the region has it. Answers from memory. */
    Optional<String> streamOf(String hash);
}
