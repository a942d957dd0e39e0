package dev.flotilla.edge.foghorn.viewer;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/** Names as the older of the interfaces write them: {@code nodeId} is {@code node_id}. */
final class SnakeCase {
    private SnakeCase() {}

    static JsonObject of(JsonObject camel) {
        JsonObject snake = new JsonObject();
        for (Map.Entry<String, Object> entry : camel) {
            snake.put(name(entry.getKey()), value(entry.getValue()));
        }
        return snake;
    }

    private static Object value(Object value) {
        return switch (value) {
            case JsonObject object -> of(object);
            case JsonArray array ->
                new JsonArray(array.stream().map(SnakeCase::value).toList());
            default -> value;
        };
    }

    /** Names of outputs, in capitals, stay as they are. */
    private static String name(String camel) {
        return Character.isUpperCase(camel.charAt(0))
                ? camel
                : camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
