package dev.flotilla.mist.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.config.Configuration;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.stream.LiveStream;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.stream.Session.Kind;
import dev.flotilla.mist.stream.Streams;
import dev.flotilla.mist.trigger.Triggers;
import java.util.Map;
import java.util.TreeMap;

/** {@code /<passphrase>.json}: what a load balancer polls. Byte counts move once a second. */
final class NodeFigures {
    /** Connector to scheme, default port and path; those with port 0 hang on HTTP. */
    private static final Map<String, String[]> OUTPUTS = Map.of(
            "HLS", new String[] {"http", "HTTP", "/hls/$/index.m3u8"},
            "CMAF", new String[] {"http", "HTTP", "/cmaf/$/"},
            "EBML", new String[] {"http", "HTTP", "/$.webm"},
            "HTTPTS", new String[] {"http", "HTTP", "/$.ts"},
            "HTTP", new String[] {"http", "HTTP", "/$.html"},
            "FLV", new String[] {"http", "HTTP", "/$.flv"},
            "AAC", new String[] {"http", "HTTP", "/$.aac"},
            "RTMP", new String[] {"rtmp", "RTMP", "/play/$"},
            "DTSC", new String[] {"dtsc", "DTSC", "/$"},
            "TSSRT", new String[] {"srt", "TSSRT", "/?streamid=$"});

    private static final Map<String, Integer> DEFAULT_PORTS =
            Map.of("HTTP", 80, "RTMP", 1935, "DTSC", 4200, "TSSRT", 8889);

    private final Configuration configuration;
    private final Streams streams;
    private final Triggers triggers;
    private final Machine machine;

    NodeFigures(Configuration configuration, Streams streams, Triggers triggers, Machine machine) {
        this.configuration = configuration;
        this.streams = streams;
        this.triggers = triggers;
        this.machine = machine;
    }

    ObjectNode now() {
        ObjectNode node = Json.object();
        node.set("bw", pair(streams.bytesUp(), streams.bytesDown()));
        node.set("bwlimit", configuration.bandwidth().path("limit"));
        ArrayNode names = node.putArray("conf_streams");
        configuration.streams().fieldNames().forEachRemaining(names::add);
        node.put("cpu", machine.cpuPermille());
        node.set("curr", counts());
        JsonNode location = configuration.config().path("location");
        if (location.has("lat") && location.has("lon")) {
            node.set("loc", location);
        }
        node.put("logs", 648);
        node.put("mem_total", machine.memoryKib()).put("mem_used", machine.memoryUsedKib());
        node.put("shm_total", machine.memoryKib()).put("shm_used", machine.sharedUsedKib());
        node.set("obw", pair(0, 0));
        node.set("outputs", outputs());
        Map<String, Long> connectors = new TreeMap<>();
        streams.sessions().stream()
                .filter(session -> session.kind() == Kind.VIEWER)
                .forEach(session -> connectors.merge(session.connector(), 1L, Long::sum));
        if (!connectors.isEmpty()) {
            node.set("output_counts", Json.of(connectors));
        }
        node.putArray("pkts").add(0).add(0).add(0);
        node.set("st", pair(streams.bytesUp(), streams.bytesDown()));
        if (!streams.online().isEmpty()) {
            ObjectNode list = node.putObject("streams");
            streams.online().forEach(stream -> list.set(stream.name(), figures(stream)));
        }
        if (!configuration.tags().isEmpty()) {
            node.set("tags", Json.of(configuration.tags()));
        }
        node.putArray("tot")
                .add(streams.everCame(Kind.VIEWER))
                .add(streams.everCame(Kind.INPUT))
                .add(streams.everCame(Kind.OUTPUT))
                .add(0);
        node.set("triggers", Json.of(triggers.counts()));
        return node;
    }

    private ObjectNode figures(LiveStream stream) {
        ObjectNode figures = Json.object();
        long viewers = streams.count(stream.name(), Kind.VIEWER);
        long inputs = inputs(stream);
        long outputs = streams.count(stream.name(), Kind.OUTPUT);
        figures.set("bw", pair(stream.bytesUp(), stream.bytesDown()));
        figures.putArray("curr").add(viewers).add(inputs).add(outputs).add(0);
        figures.putArray("pkts").add(0).add(0).add(0);
        figures.putArray("tot").add(stream.views()).add(inputs).add(stream.outputsSoFar());
        if (stream.isReplica()) {
            figures.put("rep", true);
        }
        return figures;
    }

    /** A replica's source counts as an input, too. */
    long inputs(LiveStream stream) {
        return streams.count(stream.name(), Kind.INPUT) + (stream.isReplica() ? 1 : 0);
    }

    private ArrayNode counts() {
        long replicas = streams.online().stream().filter(LiveStream::isReplica).count();
        ArrayNode counts = Json.array();
        counts.add(streams.count(Kind.VIEWER)).add(streams.count(Kind.INPUT) + replicas);
        return counts.add(streams.count(Kind.OUTPUT))
                .add(0)
                .add(streams.sessions().size());
    }

    private ObjectNode outputs() {
        Map<String, JsonNode> protocols = new TreeMap<>();
        configuration
                .protocols()
                .forEach(entry -> protocols.put(entry.path("connector").asText(), entry));
        ObjectNode outputs = Json.object();
        OUTPUTS.forEach((connector, form) -> {
            JsonNode carrier = protocols.get(form[1]);
            if (protocols.containsKey(connector) && carrier != null) {
                int usual = DEFAULT_PORTS.getOrDefault(form[1], 0);
                int port = carrier.path("port").asInt(usual);
                outputs.put(connector, form[0] + "://HOST" + (port == usual ? "" : ":" + port) + form[2]);
            }
        });
        return outputs;
    }

    static String describe(Session session) {
        return switch (session.kind()) {
            case VIEWER -> session.connector();
            case INPUT -> "INPUT:" + session.connector();
            case OUTPUT -> "OUTPUT:" + session.connector();
        };
    }

    private static ArrayNode pair(long first, long second) {
        return Json.array().add(first).add(second);
    }
}
