package dev.flotilla.edge.foghorn.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import java.io.IOException;

/** What MistServer says of itself at {@code /<passphrase>.json}, and the report that it amounts to. */
record MistDocument(JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KIBIBYTE = 1024;

    /** @throws IOException when it is no such document */
    static MistDocument read(byte[] bytes) throws IOException {
        JsonNode json = JSON.readTree(bytes);
        if (!json.isObject() || !json.has("cpu") || !json.path("curr").isArray()) {
            throw new IOException("not the document of a MistServer");
        }
        return new MistDocument(json);
    }

    /** Bytes sent, since the server began. */
    long bytesUp() {
        return count(json.path("bw").path(0));
    }

    long bytesDown() {
        return count(json.path("bw").path(1));
    }

    /**
     * Makes a report of it.
     *
     * @param limit bytes per second, unless the document says
     */
    NodeReport report(long upBytesPerS, long downBytesPerS, long limit) {
        long ownLimit = count(json.path("bwlimit"));
        NodeReport.Builder report = NodeReport.newBuilder()
                .setIsHealthy(true)
                .setCpuPermille((int) Math.min(1000, count(json.path("cpu"))))
                .setMemoryBytes(count(json.path("mem_total")) * KIBIBYTE)
                .setMemoryUsedBytes(count(json.path("mem_used")) * KIBIBYTE)
                .setSharedMemoryBytes(count(json.path("shm_total")) * KIBIBYTE)
                .setSharedMemoryUsedBytes(count(json.path("shm_used")) * KIBIBYTE)
                .setUpBytesPerS(upBytesPerS)
                .setDownBytesPerS(downBytesPerS)
                .setBandwidthLimit(ownLimit == 0 ? limit : ownLimit)
                .setViewers(count(json.path("curr").path(0)))
                .setInputs(count(json.path("curr").path(1)))
                .setOutputCount(count(json.path("curr").path(2)));
        JsonNode place = json.path("loc");
        if (place.path("lat").isNumber() && place.path("lon").isNumber()) {
            report.setLatitude(place.path("lat").asDouble())
                    .setLongitude(place.path("lon").asDouble())
                    .setLocation(place.path("name").asText());
        }
        json.path("tags").forEach(tag -> report.addTags(tag.asText()));
        json.path("conf_streams").forEach(stream -> report.addConfiguredStreams(stream.asText()));
        json.path("outputs").properties().stream()
                .filter(output -> output.getValue().isTextual())
                .forEach(output ->
                        report.putOutputs(output.getKey(), output.getValue().asText()));
        json.path("streams")
                .properties()
                .forEach(stream -> report.addStreams(stream(stream.getKey(), stream.getValue())));
        return report.build();
    }

    private static NodeStream stream(String name, JsonNode stream) {
        return NodeStream.newBuilder()
                .setName(name)
                .setViewers(count(stream.path("curr").path(0)))
                .setInputs(count(stream.path("curr").path(1)))
                .setOutputs(count(stream.path("curr").path(2)))
                .setBytesUp(count(stream.path("bw").path(0)))
                .setBytesDown(count(stream.path("bw").path(1)))
                .setIsReplica(stream.has("rep"))
                .build();
    }

    /** MistServer's counters fall below zero at times, and then show as nearly 2^64. */
    private static long count(JsonNode number) {
        return number.canConvertToLong() ? Math.max(0, number.asLong()) : 0;
    }
}
