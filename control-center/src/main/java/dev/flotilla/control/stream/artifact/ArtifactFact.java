package dev.flotilla.control.stream.artifact;

import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.event.v1.Event;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of an artifact, within the bounds of the catalogue: too long a text is cut, and too large a number is the largest.
 *
 * @param file last part of its object's name; empty when the object storage does not hold it
 * @param path empty when the node holds no bytes of it
 */
record ArtifactFact(
        String event,
        ArtifactHash hash,
        ArtifactKind kind,
        ArtifactStatus status,
        String streamId,
        String streamName,
        String title,
        String format,
        @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long durationMs,
        long sizeBytes,
        long segments,
        long uploadedSegments,
        String path,
        String file,
        String error) {
    private static final int LONGEST = 500;
    /** The end of the year 9999. */
    private static final long LATEST_MS = 253_402_300_800_000L;

    /** Empty when the event is about something else, or what it says cannot be an artifact. */
    static Optional<ArtifactFact> of(Event event) {
        if (!event.getMedia().hasArtifact()) {
            return Optional.empty();
        }
        Artifact told = event.getMedia().getArtifact();
        Optional<ArtifactStatus> status = ArtifactStatus.of(told.getStatus());
        if (!ArtifactHash.isHash(told.getHash()) || status.isEmpty()) {
            return Optional.empty();
        }
        ArtifactKind kind = switch (told.getKind()) {
            case KIND_CLIP -> ArtifactKind.CLIP;
            case KIND_DVR -> ArtifactKind.RECORDING;
            case KIND_VOD, KIND_UNSPECIFIED, UNRECOGNIZED -> null;
        };
        if (kind == null) {
            return Optional.empty();
        }
        String stream = told.getStream().isEmpty() ? event.getMedia().getStream() : told.getStream();
        return Optional.of(new ArtifactFact(
                event.getId(),
                new ArtifactHash(told.getHash()),
                kind,
                status.get(),
                event.getMedia().getStreamId(),
                text(stream),
                text(told.getTitle()),
                text(told.getFormat()),
                instant(told.getCreatedAtMs()),
                instant(told.getStartedAtMs()),
                instant(told.getEndedAtMs()),
                number(told.getDurationMs()),
                number(told.getSizeBytes()),
                Integer.toUnsignedLong(told.getSegments()),
                Integer.toUnsignedLong(told.getUploadedSegments()),
                text(told.getPath()),
                text(told.getObjectKey().substring(told.getObjectKey().lastIndexOf('/') + 1)),
                text(told.getError())));
    }

    /** What PostgreSQL holds, and no more than people read. */
    static String text(String told) {
        String clean = told.replace("\0", "");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
    }

    private static long number(long told) {
        return told < 0 ? Long.MAX_VALUE : told;
    }

    private static @Nullable Instant instant(long ms) {
        return ms > 0 && ms < LATEST_MS ? Instant.ofEpochMilli(ms) : null;
    }
}
