package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Choice.Ranked;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Snapshot;
import dev.flotilla.edge.foghorn.balance.StreamLoad;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** A way, as programs read it: the endpoint to go to, those to try next, and what is known of the stream. */
final class EndpointsJson {
    private static final Set<String> ONE_QUALITY = Set.of("WHEP", "MIST_WEBRTC", "MP4", "WEBM", "MKV");
    private static final Set<String> WITHOUT_VIDEO = Set.of("AAC");
    private static final Set<String> WITHOUT_AUDIO = Set.of("H264");

    private EndpointsJson() {}

    static JsonObject of(Way.Open way, Snapshot snapshot) {
        JsonArray fallbacks = new JsonArray();
        way.chosen().nodes().stream().skip(1).map(node -> endpoint(node, way)).forEach(fallbacks::add);
        NodeOutputs primary = outputs(way.chosen().best().node(), way.stream());
        return new JsonObject()
                .put("primary", endpoint(way.chosen().best(), way))
                .put("fallbacks", fallbacks)
                .put(
                        "metadata",
                        metadata(way.stream(), snapshot)
                                .put(
                                        "protocolHints",
                                        new JsonArray(primary.all().keySet().stream()
                                                .filter(name -> !name.equals("MIST_HTML") && !name.equals("PLAYER_JS"))
                                                .toList())));
    }

    /** What is known of a stream that is watched live. */
    static JsonObject metadata(StreamRecord stream, Snapshot snapshot) {
        String name = "live+" + stream.getName();
        boolean isLive = snapshot.isLive(name);
        JsonArray instances = new JsonArray();
        long viewers = 0;
        for (Node node : snapshot.carriers(name)) {
            StreamLoad load = node.load().streams().get(name);
            if (load != null) {
                viewers += load.viewers();
                instances.add(instance(node, load));
            }
        }
        return new JsonObject()
                .put("status", isLive ? "live" : "offline")
                .put("isLive", isLive)
                .put("viewers", viewers)
                .put("tenantId", stream.getTenantId())
                .put("streamId", stream.getId())
                .put("contentId", stream.getPlaybackId())
                .put("contentType", "live")
                .put("title", stream.getTitle())
                .put("dvrStatus", stream.hasRecording() ? "enabled" : "disabled")
                .put("instances", instances);
    }

    /** By what name a node knows the stream: one without Helmsman has nobody to translate playback ids. */
    static NodeOutputs outputs(Node node, StreamRecord stream) {
        return new NodeOutputs(node, node.identity().isPolled() ? "live+" + stream.getName() : stream.getPlaybackId());
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

    private static JsonObject endpoint(Ranked ranked, Way.Open way) {
        NodeOutputs outputs = outputs(ranked.node(), way.stream());
        JsonObject all = new JsonObject();
        for (Map.Entry<String, String> output : outputs.all().entrySet()) {
            all.put(
                    output.getKey(),
                    new JsonObject()
                            .put("protocol", output.getKey())
                            .put("url", marked(output, way.ticket()))
                            .put("capabilities", capabilities(output.getKey())));
        }
        JsonObject endpoint = new JsonObject()
                .put("nodeId", ranked.node().id())
                .put("baseUrl", outputs.base())
                .put("protocol", outputs.mainProtocol())
                .put("url", way.ticket().on(outputs.main()))
                .put("geoDistance", Double.isNaN(ranked.distanceKm()) ? 0 : ranked.distanceKm())
                .put("loadScore", ranked.score());
        return endpoint.put("outputs", all);
    }

    private static String marked(Map.Entry<String, String> output, Ticket ticket) {
        return output.getKey().equals("PLAYER_JS") ? output.getValue() : ticket.on(output.getValue());
    }

    /** Of a live stream: nothing seeks. */
    private static JsonObject capabilities(String output) {
        return new JsonObject()
                .put("supportsSeek", false)
                .put("supportsQualitySwitch", !ONE_QUALITY.contains(output))
                .put("hasAudio", !WITHOUT_AUDIO.contains(output))
                .put("hasVideo", !WITHOUT_VIDEO.contains(output));
    }
}
