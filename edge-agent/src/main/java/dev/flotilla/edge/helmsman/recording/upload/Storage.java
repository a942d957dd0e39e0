package dev.flotilla.edge.helmsman.recording.upload;

import dev.flotilla.id.ArtifactHash;
import java.net.URI;
import java.util.Map;

/** Whoever says where an object may be written: the control center. */
@FunctionalInterface
public interface Storage {
    /** What it says. */
    sealed interface Answer {
        /**
         * It may be written there by HTTP PUT.
         *
         * @param address a secret until it expires
         */
        record Ready(String objectKey, URI address, Map<String, String> headers) implements Answer {
            public Ready {
                headers = Map.copyOf(headers);
            }

            /** Never the address. */
            @Override
            public String toString() {
                return "Ready[" + objectKey + "]";
            }
        }

        /** The installation has no object storage. Later it may. */
        record None(String why) implements Answer {}

        /** Not this object, and not the others of its clip or recording either. */
        record Refused(String why) implements Answer {}

        /** It cannot be asked now. */
        record Away(String why) implements Answer {}
    }

    /** Blocks, at most for a deadline. Never fails otherwise. */
    Answer prepare(ArtifactHash hash, String streamId, String file, long bytes);
}
