package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Streams that MistServer gets from wherever a Foghorn says. Pure. */
final class Balancing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "source";
    /** The base of all that is published to the fleet. */
    private static final String LIVE = "live";
    /** The base of what is recorded of it, which is never balanced. */
    private static final Set<String> OF_THE_NODE = Set.of("vod");

    private static final int DVR_MS = 120_000;
    private static final int INPUT_TIMEOUT_S = 12;

    private Balancing() {}

    /** What a stream without a source gets; empty without a balancer. Published streams need no source: hence the fall-back. */
    static String source(Wish wish) {
        return wish.balancer().isEmpty() ? "" : "balance:" + wish.balancer() + "?fallback=push://";
    }

    /** The streams of the wish with their sources. With a balancer and no stream but those of the node itself, the fleet's own base stream. */
    static Map<String, ObjectNode> streams(Wish wish) {
        String source = source(wish);
        Map<String, ObjectNode> all = new TreeMap<>();
        wish.streams()
                .forEach((name, stream) -> all.put(
                        name,
                        stream.has(SOURCE) || source.isEmpty()
                                ? stream
                                : stream.deepCopy().put(SOURCE, source)));
        if (OF_THE_NODE.containsAll(all.keySet()) && !source.isEmpty()) {
            all.put(
                    LIVE,
                    JSON.createObjectNode()
                            .put(SOURCE, source)
                            .put("DVR", DVR_MS)
                            .put("resume", 1)
                            .put("inputtimeout", INPUT_TIMEOUT_S));
        }
        return all;
    }

    /** Names of the streams whose source a Foghorn is asked for. */
    static List<String> balanced(Wish wish) {
        String source = source(wish);
        List<String> names = new ArrayList<>();
        streams(wish).forEach((name, stream) -> {
            if (!source.isEmpty() && stream.path(SOURCE).asText().equals(source)) {
                names.add(name);
            }
        });
        return names;
    }
}
