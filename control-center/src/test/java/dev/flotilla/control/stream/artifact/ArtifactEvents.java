package dev.flotilla.control.stream.artifact;

import dev.flotilla.id.EventId;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import java.time.Instant;
import java.util.function.Consumer;

/** What a node would tell of artifacts of a stream. */
record ArtifactEvents(String streamId, String streamName) {
    /** A clip, unless it is made something else; told now. */
    Event event(String hash, Status status, Consumer<Artifact.Builder> more) {
        return event(hash, status, Instant.now(), more);
    }

    Event event(String hash, Status status, Instant at, Consumer<Artifact.Builder> more) {
        var told = Artifact.newBuilder()
                .setHash(hash)
                .setKind(Kind.KIND_CLIP)
                .setStatus(status)
                .setFormat("mp4")
                .setStream(streamName);
        more.accept(told);
        return Event.newBuilder()
                .setId(EventId.at(at).value())
                .setOccurredAtMs(at.toEpochMilli())
                .setType("clip_lifecycle")
                .setMedia(MediaFact.newBuilder().setStreamId(streamId).setArtifact(told))
                .build();
    }
}
