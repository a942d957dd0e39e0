package dev.flotilla.edge.helmsman.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which triggers a MistServer is to send here, and how that differs from what it does. Pure. Handlers of others stay as they
 * are, and where they are.
 *
 * <p>What MistServer goes by when nobody answers is always spelled out. Without a default it takes the text "true", and an
 * empty default is none: so rewrites have one that cannot be the name of a stream and denies, and the fork is told the action.
 */
public final class TriggerPlan {
    /** Where this agent takes triggers. */
    public static final String PATH = "/mist/triggers";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TEXT_BYTES = 127;
    private static final int LONGEST_STREAMS_BYTES = 256 - 4;
    /** No character of it may be in a stream's name, so MistServer is left with none. */
    private static final String NO_NAME = "!";

    private final Map<String, List<ObjectNode>> wanted = new TreeMap<>();

    /** Streams for whose source this agent is asked, and the source that they are configured with. */
    public record Asking(String source, List<String> streams) {}

    /**
     * @param handler this agent's address for triggers
     * @param asking at most one for each source
     * @throws IllegalArgumentException when something is longer than MistServer keeps
     */
    public TriggerPlan(URI handler, MistFlavour flavour, List<Asking> asking) {
        var entries = new Entries(handler.toString(), flavour == MistFlavour.FORK);
        wanted.put("PUSH_REWRITE", List.of(entries.question(NO_NAME, "deny")));
        wanted.put("PLAY_REWRITE", List.of(entries.question(NO_NAME, "deny")));
        wanted.put("USER_NEW", List.of(entries.question("false", "deny")));
        wanted.put("PUSH_OUT_START", List.of(entries.question(NO_NAME, "keep")));
        // Billed by, so MistServer waits until they are on disk.
        for (String accounting : List.of("USER_END", "STREAM_END", "PUSH_END", "RECORDING_END", "OUTPUT_END")) {
            wanted.put(accounting, List.of(entries.notice(true)));
        }
        // Sent by the process that buffers the stream, which must wait for nobody.
        wanted.put("STREAM_BUFFER", List.of(entries.notice(false)));
        wanted.put("LIVE_TRACK_LIST", List.of(entries.notice(false)));
        if (flavour == MistFlavour.FORK) {
            wanted.put("RECORDING_SEGMENT", List.of(entries.notice(true)));
            wanted.put("PUSH_INPUT_CLOSE", List.of(entries.notice(false)));
            wanted.put("STREAM_SOURCE", List.of(entries.question("offline:unavailable", "use-configured")));
        } else {
            // The original has no word for "as configured": only where the default can say the same, it may ask.
            if (!asking.isEmpty()) {
                wanted.put(
                        "STREAM_SOURCE",
                        asking.stream()
                                .map(one -> streams(entries.question(one.source(), ""), one.streams()))
                                .toList());
            }
        }
    }

    /** Makes handlers' entries. */
    private record Entries(String handler, boolean isFork) {
        Entries {
            check("the address for triggers", handler);
        }

        ObjectNode question(String byDefault, String onFailure) {
            check("the default answer", byDefault);
            ObjectNode entry = entry(true).put("default", byDefault);
            return isFork ? entry.put("onfail", onFailure) : entry;
        }

        ObjectNode notice(boolean isSync) {
            return entry(isSync).put("default", "true");
        }

        private ObjectNode entry(boolean isSync) {
            ObjectNode entry = JSON.createObjectNode().put("handler", handler).put("sync", isSync);
            entry.putArray("streams");
            return entry;
        }

        private static void check(String what, String text) {
            if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT_BYTES) {
                throw new IllegalArgumentException("%s is longer than the %d bytes that MistServer keeps: %s"
                        .formatted(what, LONGEST_TEXT_BYTES, text));
            }
        }
    }

    private static ObjectNode streams(ObjectNode entry, List<String> names) {
        int bytes = names.stream()
                .mapToInt(name -> 4 + name.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        // More do not fit; an empty list is all streams, for which the default would be wrong.
        if (names.isEmpty() || bytes > LONGEST_STREAMS_BYTES) {
            throw new IllegalArgumentException(
                    "%d streams that ask a Foghorn do not fit into the %d bytes that MistServer has for a trigger's streams"
                            .formatted(names.size(), LONGEST_STREAMS_BYTES));
        }
        ArrayNode list = entry.putArray("streams");
        names.forEach(list::add);
        return entry;
    }

    /** Names of the triggers that come here. */
    public List<String> names() {
        return List.copyOf(wanted.keySet());
    }

    /** All triggers as they should be, or nothing when the live ones are so already. */
    public Optional<JsonNode> change(JsonNode live) {
        ObjectNode all = live.isObject() ? live.deepCopy() : JSON.createObjectNode();
        for (String name : all.propertyStream().map(Map.Entry::getKey).toList()) {
            ArrayNode merged = merged(all.path(name), wanted.getOrDefault(name, List.of()));
            if (merged.isEmpty()) {
                all.remove(name);
            } else {
                all.set(name, merged);
            }
        }
        wanted.forEach((name, mine) -> {
            if (!all.has(name)) {
                all.putArray(name).addAll(mine);
            }
        });
        return all.equals(live) ? Optional.empty() : Optional.of(all);
    }

    /** Others' handlers in their order, and this agent's: where they were, else last, so that they have the last word. */
    private static ArrayNode merged(JsonNode handlers, List<ObjectNode> mine) {
        ArrayNode merged = JSON.createArrayNode();
        Deque<ObjectNode> missing = new ArrayDeque<>(mine);
        for (JsonNode handler : handlers) {
            if (!isOurs(handler)) {
                merged.add(handler);
            } else if (!missing.isEmpty()) {
                ObjectNode next = missing.removeFirst();
                merged.add(isSame(handler, next) ? handler : next);
            }
        }
        return merged.addAll(missing);
    }

    /** By the path: an earlier agent may have had another port or secret. */
    private static boolean isOurs(JsonNode handler) {
        String address = (handler.isArray() ? handler.path(0) : handler.path("handler")).asText();
        int path = address.indexOf('/', address.indexOf("://") + 3);
        return path >= 0 && (address.substring(path).equals(PATH) || address.startsWith(PATH + '/', path));
    }

    /** MistServer writes down absent parts as it likes. */
    private static boolean isSame(JsonNode handler, ObjectNode mine) {
        return handler.path("handler").asText().equals(mine.path("handler").asText())
                && handler.path("sync").asBoolean() == mine.path("sync").asBoolean()
                && handler.path("default")
                        .asText("")
                        .equals(mine.path("default").asText(""))
                && handler.path("onfail").asText("").equals(mine.path("onfail").asText(""))
                && handler.path("params").asText("").isEmpty()
                && texts(handler.path("streams")).equals(texts(mine.path("streams")));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
