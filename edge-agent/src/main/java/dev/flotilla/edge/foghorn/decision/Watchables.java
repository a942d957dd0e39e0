package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.relay.ArtifactStreams;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds what viewers want to watch: streams and what was recorded of them, by MistServer's names and by playback ids. */
record Watchables(StreamDirectory directory, ArtifactStreams artifacts) {
    /** What is found is the stream whose policy holds; a clip or recording is named beside it. */
    CompletionStage<Lookup> find(MistName name) {
        if (name.isLive()) {
            return directory.byName(name.name());
        }
        if (!name.isArtifact()) {
            return directory.byPlaybackId(name.toString());
        }
        Optional<String> stream = artifacts.streamOf(name.name());
        ArtifactRecord artifact =
                ArtifactRecord.newBuilder().setHash(name.name()).build();
        return stream.isEmpty()
                ? CompletableFuture.completedFuture(new Lookup.Unknown())
                : directory.byName(stream.get()).thenApply(lookup -> with(artifact, lookup));
    }

    private static Lookup with(ArtifactRecord artifact, Lookup lookup) {
        return lookup instanceof Lookup.Found(StreamRecord stream, var _)
                ? new Lookup.Found(stream, Optional.of(artifact))
                : lookup;
    }
}
