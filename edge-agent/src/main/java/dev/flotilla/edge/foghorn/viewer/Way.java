package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import org.jspecify.annotations.Nullable;

/** What came of a viewer's wish. */
sealed interface Way {
    /**
     * To these nodes.
     *
     * @param ticket what the viewer carries there
     */
    record Open(Watched watched, Choice.Chosen chosen, Ticket ticket) implements Way {}

    /**
     * To the object storage, which alone has it; the viewer may.
     *
     * @param ticket what lets the viewer in when it asks again
     */
    record Stored(Watched watched, ArtifactRecord artifact, Ticket ticket) implements Way {
        /** Whether it is a playlist and the segments that it names. */
        boolean isPlaylist() {
            return artifact.getFile().endsWith(".m3u8");
        }
    }

    /**
     * There is none.
     *
     * @param watched null when it is not known what was meant
     */
    record Closed(Fault fault, String message, @Nullable Watched watched) implements Way {}
}
