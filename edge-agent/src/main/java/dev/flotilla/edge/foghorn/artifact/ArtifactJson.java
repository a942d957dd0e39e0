package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.proto.event.v1.Artifact;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** Clips and recordings by the names that users of the public system know. */
final class ArtifactJson {
    private ArtifactJson() {}

    static JsonObject clip(Known known) {
        Artifact clip = known.artifact();
        JsonObject json = new JsonObject()
                .put("id", clip.getHash())
                .put("clip_hash", clip.getHash())
                .put("stream_name", clip.getStream())
                .put("title", clip.getTitle())
                .put("format", clip.getFormat())
                .put("start_time", clip.getStartedAtMs() / 1_000)
                .put("duration", Math.round(clip.getDurationMs() / 1_000.0))
                .put("duration_ms", clip.getDurationMs())
                .put("node_id", known.nodes().getFirst().value())
                .put("storage_path", clip.getPath().isEmpty() ? clip.getObjectKey() : clip.getPath())
                .put("size_bytes", clip.getSizeBytes())
                .put("status", status(clip))
                .put("created_at", time(clip.getCreatedAtMs()));
        return clip.getError().isEmpty() ? json : json.put("error_message", clip.getError());
    }

    static JsonObject recording(Known known) {
        Artifact recording = known.artifact();
        JsonObject json = new JsonObject()
                .put("dvr_hash", recording.getHash())
                .put("internal_name", recording.getStream())
                .put("storage_node_id", known.nodes().getFirst().value())
                .put("status", status(recording))
                .put("duration_seconds", Math.round(recording.getDurationMs() / 1_000.0))
                .put("size_bytes", recording.getSizeBytes())
                .put("segments", recording.getSegments())
                .put("uploaded_segments", recording.getUploadedSegments())
                .put("manifest_path", recording.getPath())
                .put("error_message", recording.getError())
                .put("created_at", time(recording.getCreatedAtMs()));
        if (recording.getStartedAtMs() > 0) {
            json.put("started_at", time(recording.getStartedAtMs()));
        }
        if (recording.getEndedAtMs() > 0) {
            json.put("ended_at", time(recording.getEndedAtMs()));
        }
        return json;
    }

    static String status(Artifact artifact) {
        return artifact.getStatus().name().replaceFirst("^STATUS_", "").toLowerCase(Locale.ROOT);
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
