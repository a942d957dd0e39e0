package dev.flotilla.edge.foghorn.balance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;

/** Where weights that somebody has set outlive this process, in MistServer's words: {@code {"cpu":500,...}}. */
public final class WeightsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> NAMES = Set.of("cpu", "ram", "bw", "geo", "bonus");

    private final Path path;

    /** @param folder the agent's data folder */
    public WeightsFile(Path folder) {
        this.path = folder.resolve("foghorn-weights.json");
    }

    /**
     * What was set last; the default when nothing ever was.
     *
     * @throws IOException naming the file when it cannot be read
     */
    public Weights load() throws IOException {
        if (!Files.exists(path)) {
            return Weights.DEFAULT;
        }
        return change(Weights.DEFAULT, Files.readString(path))
                .orElseThrow(
                        () -> new IOException(path + " does not hold weights; delete it to begin with the default"));
    }

    /** All of it or nothing. */
    public void save(Weights weights) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(unfinished, write(weights));
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /** In one line, sorted. */
    public static String write(Weights weights) {
        return "{\"bonus\":%d,\"bw\":%d,\"cpu\":%d,\"geo\":%d,\"ram\":%d}"
                .formatted(weights.bonus(), weights.bandwidth(), weights.cpu(), weights.geo(), weights.ram());
    }

    /**
     * The weights with those changed that a JSON object names.
     *
     * @return nothing when it names none
     * @throws IllegalArgumentException naming a weight that is out of bounds
     */
    public static Optional<Weights> change(Weights weights, String json) {
        try {
            JsonNode object = JSON.readTree(json);
            boolean hasAny = object.isObject()
                    && object.properties().stream()
                            .anyMatch(entry -> NAMES.contains(entry.getKey())
                                    && entry.getValue().isNumber());
            return hasAny
                    ? Optional.of(new Weights(
                            object.path("cpu").asInt(weights.cpu()),
                            object.path("ram").asInt(weights.ram()),
                            object.path("bw").asInt(weights.bandwidth()),
                            object.path("geo").asInt(weights.geo()),
                            object.path("bonus").asInt(weights.bonus())))
                    : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }
}
