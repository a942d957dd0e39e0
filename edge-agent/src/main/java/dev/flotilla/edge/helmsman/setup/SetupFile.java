package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.edge.helmsman.mist.MistConfig.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A wish as a person writes it: YAML, of which JSON is a part. What nobody knows in it is refused. */
final class SetupFile {
    private static final Set<String> KEYS =
            Set.of("streams", "protocols", "tags", "location", "bandwidth_limit", "balancer");
    private static final Set<String> LOCATION_KEYS = Set.of("latitude", "longitude", "name");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SetupFile() {}

    /** @throws IllegalArgumentException naming the file and what is wrong with it */
    static Wish read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(file, e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    static Wish parse(String text) {
        Object loaded;
        try {
            loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("it is no YAML: " + e.getMessage(), e);
        }
        if (loaded == null) {
            return Wish.NOTHING;
        }
        JsonNode document = JSON.valueToTree(loaded);
        onlyKnown(document, KEYS, "");
        return new Wish(
                streams(document.path("streams")),
                protocols(document.path("protocols")),
                tags(document.path("tags")),
                location(document.path("location")),
                number(document.path("bandwidth_limit"), "bandwidth_limit"),
                text(document.path("balancer"), "balancer"));
    }

    private static Map<String, ObjectNode> streams(JsonNode streams) {
        Map<String, ObjectNode> all = new TreeMap<>();
        streams.properties()
                .forEach(stream -> all.put(stream.getKey(), object(stream.getValue(), "streams." + stream.getKey())));
        return all;
    }

    private static List<ObjectNode> protocols(JsonNode protocols) {
        List<ObjectNode> all = new ArrayList<>();
        protocols.forEach(protocol -> all.add(object(protocol, "protocols")));
        return all;
    }

    private static Set<String> tags(JsonNode tags) {
        Set<String> all = new TreeSet<>();
        tags.forEach(tag -> all.add(text(tag, "tags")));
        return all;
    }

    private static Optional<Location> location(JsonNode location) {
        if (location.isMissingNode()) {
            return Optional.empty();
        }
        onlyKnown(location, LOCATION_KEYS, "location.");
        return Optional.of(new Location(
                degrees(location, "latitude", 90),
                degrees(location, "longitude", 180),
                text(location.path("name"), "location.name")));
    }

    private static double degrees(JsonNode location, String key, int most) {
        JsonNode value = location.path(key);
        if (!value.isNumber() || Math.abs(value.asDouble()) > most) {
            throw new IllegalArgumentException(
                    "location.%s must be a number from -%d to %d: %s".formatted(key, most, most, value));
        }
        return value.asDouble();
    }

    private static long number(JsonNode value, String key) {
        if (!value.isMissingNode() && !value.canConvertToExactIntegral()) {
            throw new IllegalArgumentException(key + " must be a whole number: " + value);
        }
        return value.asLong();
    }

    private static String text(JsonNode value, String key) {
        if (!value.isMissingNode() && !value.isTextual()) {
            throw new IllegalArgumentException(key + " must be a text: " + value);
        }
        return value.asText("");
    }

    private static ObjectNode object(JsonNode value, String key) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException(key + " must have parts with names: " + value);
    }

    private static void onlyKnown(JsonNode document, Set<String> known, String prefix) {
        if (!document.isObject()) {
            throw new IllegalArgumentException(
                    "%s must have parts with names: %s".formatted(prefix.isEmpty() ? "the file" : prefix, document));
        }
        document.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !known.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "%s%s is not known: only %s are".formatted(prefix, key, new TreeSet<>(known)));
                });
    }
}
