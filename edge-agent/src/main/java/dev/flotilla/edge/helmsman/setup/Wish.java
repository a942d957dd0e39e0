package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.mist.MistConfig.Location;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a MistServer is to be. What is absent is left as it is.
 *
 * @param streams name to the parts of its configuration that count
 * @param protocols entries, each with at least its connector
 * @param tags that the node is to have, among others
 * @param bandwidthLimit bytes per second; 0 for as it is
 * @param balancer where MistServer asks for sources, scheme and host and port; empty for nowhere
 */
public record Wish(
        Map<String, ObjectNode> streams,
        List<ObjectNode> protocols,
        Set<String> tags,
        Optional<Location> location,
        long bandwidthLimit,
        String balancer) {
    public static final Wish NOTHING = new Wish(Map.of(), List.of(), Set.of(), Optional.empty(), 0, "");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException naming key and value */
    public Wish {
        streams = new TreeMap<>(streams);
        protocols = List.copyOf(protocols);
        tags = new TreeSet<>(tags);
        for (ObjectNode protocol : protocols) {
            if (protocol.path("connector").asText("").isEmpty()) {
                throw new IllegalArgumentException("protocols: an entry names no connector: " + protocol);
            }
        }
        if (bandwidthLimit < 0) {
            throw new IllegalArgumentException("bandwidth_limit must not be negative: " + bandwidthLimit);
        }
        if (!balancer.isEmpty() && !isAddress(balancer)) {
            throw new IllegalArgumentException("balancer must be an address like http://10.0.0.1:18008: " + balancer);
        }
    }

    /** What a Foghorn says. */
    static Wish of(ConfigSeed seed) {
        Map<String, ObjectNode> streams = new TreeMap<>();
        seed.getStreamsMap().forEach((name, text) -> streams.put(name, object("streams." + name, text)));
        List<ObjectNode> protocols = new ArrayList<>();
        seed.getProtocolsList().forEach(text -> protocols.add(object("protocols", text)));
        Optional<Location> location = seed.hasLatitude() && seed.hasLongitude()
                ? Optional.of(new Location(seed.getLatitude(), seed.getLongitude(), seed.getLocation()))
                : Optional.empty();
        return new Wish(
                streams,
                protocols,
                Set.copyOf(seed.getTagsList()),
                location,
                seed.getBandwidthLimit(),
                seed.getBalancer());
    }

    /** This one where it says something, the other one elsewhere. */
    Wish over(Wish other) {
        Map<String, ObjectNode> allStreams = new TreeMap<>(other.streams);
        allStreams.putAll(streams);
        List<ObjectNode> allProtocols = new ArrayList<>(protocols);
        Set<JsonNode> mine = Set.copyOf(
                protocols.stream().map(entry -> entry.path("connector")).toList());
        other.protocols.stream()
                .filter(entry -> !mine.contains(entry.path("connector")))
                .forEach(allProtocols::add);
        Set<String> allTags = new TreeSet<>(other.tags);
        allTags.addAll(tags);
        return new Wish(
                allStreams,
                allProtocols,
                allTags,
                location.or(other::location),
                bandwidthLimit > 0 ? bandwidthLimit : other.bandwidthLimit,
                balancer.isEmpty() ? other.balancer : balancer);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static ObjectNode object(String key, String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException(key + " is no JSON: " + noJson.getOriginalMessage(), noJson);
        }
        throw new IllegalArgumentException(key + " is no JSON object: " + text);
    }
}
