package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Snapshot;
import dev.flotilla.edge.foghorn.balance.StreamLoad;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.foghorn.v1.StreamTrack;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is known of what somebody watches, as programs read it. */
final class Metadata {
    private Metadata() {}

    static JsonObject of(Watched watched, Snapshot snapshot) {
        StreamRecord stream = watched.stream();
        String name = watched.mistName();
        JsonArray instances = new JsonArray();
        List<StreamTrack> tracks = List.of();
        long viewers = 0;
        for (Node node : snapshot.carriers(name)) {
            StreamLoad load = node.load().streams().get(name);
            if (load != null) {
                viewers += load.viewers();
                // Where it comes from is where it is known best.
                tracks =
                        tracks.isEmpty() || (load.inputs() > 0 && !load.tracks().isEmpty()) ? load.tracks() : tracks;
                instances.add(instance(node, load));
            }
        }
        JsonObject json = new JsonObject()
                .put("viewers", viewers)
                .put("tenantId", stream.getTenantId())
                .put("streamId", stream.getId())
                .put("contentId", watched.playbackId())
                .put("instances", instances)
                .put(
                        "tracks",
                        new JsonArray(tracks.stream().map(Metadata::track).toList()));
        return watched.artifact()
                .map(artifact -> of(json, artifact))
                .orElseGet(() -> live(json, stream, snapshot.isLive(name)));
    }

    private static JsonObject live(JsonObject json, StreamRecord stream, boolean isLive) {
        return json.put("status", isLive ? "live" : "offline")
                .put("isLive", isLive)
                .put("contentType", "live")
                .put("title", stream.getTitle())
                .put("dvrStatus", stream.hasRecording() ? "enabled" : "disabled");
    }

    private static JsonObject of(JsonObject json, ArtifactRecord artifact) {
        json.put("status", word(artifact.getStatus().name(), "STATUS_"))
                .put("isLive", false)
                .put("contentType", contentType(artifact.getKind()))
                .put("title", artifact.getTitle())
                .put("format", artifact.getFormat())
                .put("durationSeconds", artifact.getDurationMs() / 1_000.0)
                .put("recordingSizeBytes", artifact.getSizeBytes());
        return artifact.getStartedAtMs() == 0
                ? json
                : json.put(
                        "startedAt",
                        Instant.ofEpochMilli(artifact.getStartedAtMs()).toString());
    }

    private static String contentType(Kind kind) {
        return switch (kind) {
            case KIND_CLIP -> "clip";
            case KIND_VOD -> "vod";
            case KIND_DVR, KIND_UNSPECIFIED, UNRECOGNIZED -> "dvr";
        };
    }

    private static String word(String constant, String prefix) {
        return constant.replaceFirst("^" + prefix, "").toLowerCase(Locale.ROOT);
    }

    private static JsonObject track(StreamTrack track) {
        JsonObject json = new JsonObject().put("type", track.getType()).put("codec", track.getCodec());
        return switch (track.getType()) {
            case "video" ->
                json.put("width", track.getWidth())
                        .put("height", track.getHeight())
                        .put("fps", track.getFramesPerS());
            case "audio" -> json.put("channels", track.getChannels()).put("rate", track.getRate());
            default -> json;
        };
    }

    private static JsonObject instance(Node node, StreamLoad load) {
        return new JsonObject()
                .put("nodeId", node.id())
                .put("viewers", load.viewers())
                .put("inputs", load.inputs())
                .put("bytesUp", load.bytesUp())
                .put("bytesDown", load.bytesDown())
                .put("replicated", load.isReplica());
    }
}
