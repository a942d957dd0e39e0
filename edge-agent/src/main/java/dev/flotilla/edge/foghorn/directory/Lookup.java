package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.Optional;

/** What is known of a stream. */
public sealed interface Lookup {
    /**
     * Push targets and webhook secrets are missing from a record that was read from disk.
     *
     * @param artifact the clip or recording of the stream that was asked for; empty when it was the stream itself
     */
    record Found(StreamRecord stream, Optional<ArtifactRecord> artifact) implements Lookup {
        /** The stream itself. */
        public Found(StreamRecord stream) {
            this(stream, Optional.empty());
        }
    }

    /**
     * There is no such stream, as far as this cluster is concerned.
     *
     * @param isNotEntitled whether there is one, of a tenant that may not use this cluster, or not any more
     */
    record Unknown(boolean isNotEntitled) implements Lookup {
        /** There is none at all, or none that may be told of. */
        public Unknown() {
            this(false);
        }
    }

    /** The control center did not answer, and what it said before does not count any more. */
    record Unavailable(String why) implements Lookup {}
}
