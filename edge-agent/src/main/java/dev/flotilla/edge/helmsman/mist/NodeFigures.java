package dev.flotilla.edge.helmsman.mist;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The document that load balancers read ({@code /passphrase.json}): a node's load and streams.
 *
 * @param cpuPermille of all cores, 0 to 1000
 * @param bytesUp sent since MistServer started, loopback and excepted addresses left out
 * @param bandwidthLimit bytes per second
 * @param outputs by MistServer's word an address with the places HOST and $
 */
public record NodeFigures(
        int cpuPermille,
        long memoryBytes,
        long memoryUsedBytes,
        long sharedMemoryBytes,
        long sharedMemoryUsedBytes,
        long bytesUp,
        long bytesDown,
        long bandwidthLimit,
        long viewers,
        long inputs,
        long outputCount,
        MistConfig.Location location,
        List<String> tags,
        List<String> configuredStreams,
        Map<String, String> outputs,
        List<Stream> streams) {

    /** A stream on the node. */
    public record Stream(
            MistStream stream,
            long viewers,
            long inputs,
            long outputs,
            long bytesUp,
            long bytesDown,
            boolean isReplica) {}

    /** Throws what says that the document is another's: an answer without load is no node's. */
    static NodeFigures of(JsonNode node) {
        if (!node.has("cpu") || !node.has("mem_total")) {
            throw new IllegalArgumentException("no cpu and mem_total in it");
        }
        return new NodeFigures(
                (int) Math.min(1000, Amounts.count(node.path("cpu"))),
                Amounts.kibibytes(node.path("mem_total")),
                Amounts.kibibytes(node.path("mem_used")),
                Amounts.kibibytes(node.path("shm_total")),
                Amounts.kibibytes(node.path("shm_used")),
                Amounts.count(node.path("bw").path(0)),
                Amounts.count(node.path("bw").path(1)),
                Amounts.count(node.path("bwlimit")),
                Amounts.count(node.path("curr").path(0)),
                Amounts.count(node.path("curr").path(1)),
                Amounts.count(node.path("curr").path(2)),
                location(node.path("loc")),
                Json.texts(node.path("tags")),
                Json.texts(node.path("conf_streams")),
                outputs(node.path("outputs")),
                streams(node.path("streams")));
    }

    private static MistConfig.Location location(JsonNode loc) {
        return loc.isObject()
                ? new MistConfig.Location(
                        loc.path("lat").asDouble(),
                        loc.path("lon").asDouble(),
                        loc.path("name").asText())
                : MistConfig.Location.UNKNOWN;
    }

    private static Map<String, String> outputs(JsonNode outputs) {
        Map<String, String> all = new LinkedHashMap<>();
        outputs.properties().forEach(output -> {
            if (output.getValue().isTextual()) {
                all.put(output.getKey(), output.getValue().asText());
            }
        });
        return all;
    }

    private static List<Stream> streams(JsonNode streams) {
        List<Stream> all = new ArrayList<>();
        streams.properties().forEach(entry -> {
            JsonNode now = entry.getValue().path("curr");
            JsonNode bytes = entry.getValue().path("bw");
            all.add(new Stream(
                    new MistStream(entry.getKey()),
                    Amounts.count(now.path(0)),
                    Amounts.count(now.path(1)),
                    Amounts.count(now.path(2)),
                    Amounts.count(bytes.path(0)),
                    Amounts.count(bytes.path(1)),
                    entry.getValue().has("rep")));
        });
        return all;
    }
}
