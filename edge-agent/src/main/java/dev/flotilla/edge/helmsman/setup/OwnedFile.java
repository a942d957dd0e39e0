package dev.flotilla.edge.helmsman.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import org.jspecify.annotations.Nullable;

/** Keeps {@link Owned} on disk, as JSON. */
final class OwnedFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    OwnedFile(Path file) {
        this.file = file;
    }

    /** Nothing owned where there is no file. */
    Owned read() throws IOException {
        if (!Files.exists(file)) {
            return Owned.NOTHING;
        }
        JsonNode document = JSON.readTree(Files.readString(file));
        Map<String, Owned.Stream> streams = new TreeMap<>();
        document.path("streams")
                .properties()
                .forEach(stream -> streams.put(
                        stream.getKey(),
                        new Owned.Stream(
                                texts(stream.getValue().path("keys")),
                                present(stream.getValue().get("before")))));
        List<Owned.Protocol> protocols = new ArrayList<>();
        document.path("protocols")
                .forEach(entry -> protocols.add(new Owned.Protocol(entry.path("entry"), present(entry.get("before")))));
        return new Owned(
                streams,
                protocols,
                texts(document.path("tags")),
                present(document.get("location_before"))
                        .map(place -> new Location(
                                place.path("latitude").asDouble(),
                                place.path("longitude").asDouble(),
                                place.path("name").asText())),
                present(document.get("bandwidth_limit_before")).map(JsonNode::asLong));
    }

    void write(Owned owned) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        ObjectNode streams = document.putObject("streams");
        owned.streams().forEach((name, mine) -> {
            ObjectNode stream = streams.putObject(name);
            ArrayNode keys = stream.putArray("keys");
            mine.keys().forEach(keys::add);
            mine.before().ifPresent(before -> stream.set("before", before));
        });
        ArrayNode protocols = document.putArray("protocols");
        owned.protocols().forEach(mine -> {
            ObjectNode protocol = protocols.addObject();
            protocol.set("entry", mine.entry());
            mine.before().ifPresent(before -> protocol.set("before", before));
        });
        ArrayNode tags = document.putArray("tags");
        owned.tags().forEach(tags::add);
        owned.locationBefore()
                .ifPresent(place -> document.putObject("location_before")
                        .put("latitude", place.latitude())
                        .put("longitude", place.longitude())
                        .put("name", place.name()));
        owned.bandwidthLimitBefore().ifPresent(limit -> document.put("bandwidth_limit_before", limit));
        SafeFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Optional<JsonNode> present(@Nullable JsonNode node) {
        return Optional.ofNullable(node);
    }
}
