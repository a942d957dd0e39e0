package dev.flotilla.mist.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.mist.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every stream here consists of, in MistServer's JSON: 640x360 H.264 with 25 frames per second, and mono AAC. */
public final class Tracks {
    private static final JsonNode LIST = resource("track-list.json");
    private static final ObjectNode HEALTH = (ObjectNode) resource("health.json");

    private Tracks() {}

    /** As in LIVE_TRACK_LIST. */
    public static ObjectNode list() {
        return LIST.deepCopy();
    }

    /** As in STREAM_BUFFER and active_streams. */
    public static ObjectNode health() {
        return HEALTH.deepCopy();
    }

    private static JsonNode resource(String name) {
        try (InputStream in = Tracks.class.getResourceAsStream("/dev/flotilla/mist/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
