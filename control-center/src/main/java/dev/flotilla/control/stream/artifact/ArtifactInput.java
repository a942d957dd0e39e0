package dev.flotilla.control.stream.artifact;

import java.time.Instant;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for clips and recordings. Null is what was not sent. */
public final class ArtifactInput {
    private ArtifactInput() {}

    /** How the part of a stream is named that a clip shows. */
    @Name("ClipMode")
    public enum ClipMode {
        /** From one time of day to another. */
        ABSOLUTE,
        /** The time just gone. */
        LAST,
        /** So long after the beginning of a recording, or of the stream. */
        RELATIVE
    }

    /**
     * A new clip. What belongs to the mode is needed, and the rest refused.
     *
     * @param startsAt with ABSOLUTE
     * @param endsAt with ABSOLUTE, unless a duration is given
     * @param durationSeconds with LAST and RELATIVE, and with ABSOLUTE for an end
     * @param startSeconds with RELATIVE
     * @param recordingId with RELATIVE; without it since somebody began to publish
     * @param keepDays null for what holds for the stream; 0 for ever
     */
    @Input("CreateClipInput")
    public record CreateClip(
            @Id @NonNull String streamId,
            @Nullable String title,
            @DefaultValue("mp4") @Nullable String format,
            @NonNull ClipMode mode,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Integer durationSeconds,
            @Nullable Integer startSeconds,
            @Id @Nullable String recordingId,
            @Nullable Integer keepDays) {}

    /** A recording from now on; what is null is as the stream's settings say. */
    @Input("StartRecordingInput")
    public record StartRecording(
            @Id @NonNull String streamId,
            @Nullable String title,
            @Nullable Integer windowSeconds,
            @Nullable Integer segmentSeconds) {}

    /**
     * How long clips and recordings are kept after their end: of the artifact or the stream that is named, else of the tenant.
     *
     * @param keepDays 0 for ever; null for what holds one step above
     */
    @Input("SetArtifactRetentionInput")
    public record SetRetention(
            @Id @Nullable String artifactId,
            @Id @Nullable String streamId,
            @Nullable Integer keepDays) {}
}
