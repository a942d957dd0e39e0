package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream that MistServer has now. Counts are since the stream began.
 *
 * @param status MistServer's word ("Online")
 * @param tracks how many
 */
public record ActiveStream(
        MistStream stream,
        String status,
        long viewers,
        long inputs,
        long outputs,
        long tracks,
        long bytesUp,
        long bytesDown,
        long viewerSeconds,
        long packetsSent,
        long packetsLost,
        long packetsRetransmitted,
        long firstMs,
        long lastMs,
        List<String> tags) {

    /** With this tag MistServer marks what it pulls from another one. */
    private static final String REPLICATED = "replicated";

    static List<ActiveStream> of(JsonNode answer) {
        List<ActiveStream> streams = new ArrayList<>();
        answer.path("active_streams").properties().forEach(entry -> {
            JsonNode one = entry.getValue();
            streams.add(new ActiveStream(
                    new MistStream(entry.getKey()),
                    one.path("status").asText(),
                    Amounts.count(one.path("viewers")),
                    Amounts.count(one.path("inputs")),
                    Amounts.count(one.path("outputs")),
                    Amounts.count(one.path("tracks")),
                    Amounts.count(one.path("upbytes")),
                    Amounts.count(one.path("downbytes")),
                    Amounts.count(one.path("viewseconds")),
                    Amounts.count(one.path("packsent")),
                    Amounts.count(one.path("packloss")),
                    Amounts.count(one.path("packretrans")),
                    Amounts.count(one.path("firstms")),
                    Amounts.count(one.path("lastms")),
                    Json.texts(one.path("tags"))));
        });
        return streams;
    }

    /** Whether it is pulled from another node. */
    public boolean isReplica() {
        return tags.contains(REPLICATED);
    }
}
