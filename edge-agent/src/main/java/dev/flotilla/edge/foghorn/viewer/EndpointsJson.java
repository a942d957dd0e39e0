package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Choice.Ranked;
import dev.flotilla.edge.foghorn.balance.Snapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/** A way, as programs read it: the endpoint to go to, those to try next, and what is known of it. */
final class EndpointsJson {
    private static final Set<String> ONE_QUALITY = Set.of("WHEP", "MIST_WEBRTC", "MP4", "WEBM", "MKV");
    private static final Set<String> WITHOUT_VIDEO = Set.of("AAC");
    private static final Set<String> WITHOUT_AUDIO = Set.of("H264");

    private EndpointsJson() {}

    static JsonObject of(Way.Open way, Snapshot snapshot) {
        JsonArray fallbacks = new JsonArray();
        way.chosen().nodes().stream().skip(1).map(node -> endpoint(node, way)).forEach(fallbacks::add);
        NodeOutputs primary = way.watched().outputs(way.chosen().best().node());
        return new JsonObject()
                .put("primary", endpoint(way.chosen().best(), way))
                .put("fallbacks", fallbacks)
                .put(
                        "metadata",
                        Metadata.of(way.watched(), snapshot)
                                .put(
                                        "protocolHints",
                                        new JsonArray(primary.all().keySet().stream()
                                                .filter(name -> !name.equals("MIST_HTML") && !name.equals("PLAYER_JS"))
                                                .toList())));
    }

    private static JsonObject endpoint(Ranked ranked, Way.Open way) {
        NodeOutputs outputs = way.watched().outputs(ranked.node());
        JsonObject all = new JsonObject();
        for (Map.Entry<String, String> output : outputs.all().entrySet()) {
            all.put(
                    output.getKey(),
                    new JsonObject()
                            .put("protocol", output.getKey())
                            .put("url", marked(output, way.ticket()))
                            .put(
                                    "capabilities",
                                    capabilities(
                                            output.getKey(),
                                            way.watched().artifact().isPresent())));
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

    /** Nothing seeks in a live stream, and WHEP never does. */
    private static JsonObject capabilities(String output, boolean isRecorded) {
        return new JsonObject()
                .put("supportsSeek", isRecorded && !output.equals("WHEP"))
                .put("supportsQualitySwitch", !ONE_QUALITY.contains(output))
                .put("hasAudio", !WITHOUT_AUDIO.contains(output))
                .put("hasVideo", !WITHOUT_VIDEO.contains(output));
    }
}
