package dev.flotilla.control.realtime.socket;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What a client may say. */
sealed interface ClientMessage {
    int LONGEST_ID = 128;

    /** The first one; {@code authorization} is what the header of that name would hold. */
    record Init(Optional<String> authorization) implements ClientMessage {}

    record Ping() implements ClientMessage {}

    record Pong() implements ClientMessage {}

    /** Asks for a subscription; {@code request} is what would be posted: query, variables, operationName. */
    record Subscribe(String id, JsonObject request) implements ClientMessage {}

    record Complete(String id) implements ClientMessage {}

    /** Not one of these, and why. */
    record Unreadable(String why) implements ClientMessage {}

    static ClientMessage read(String text) {
        try {
            var message = new JsonObject(text);
            JsonObject payload = message.getJsonObject("payload", new JsonObject());
            return switch (message.getString("type", "")) {
                case "connection_init" -> new Init(authorizationIn(payload == null ? new JsonObject() : payload));
                case "ping" -> new Ping();
                case "pong" -> new Pong();
                case "subscribe" -> subscribe(message.getString("id", ""), payload);
                case "complete" -> new Complete(message.getString("id", ""));
                default -> new Unreadable("type is unknown");
            };
        } catch (DecodeException | ClassCastException e) {
            return new Unreadable("the message is no JSON object of the protocol");
        }
    }

    private static ClientMessage subscribe(String id, JsonObject payload) {
        if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
            return new Unreadable("id must have 1 to %d characters".formatted(LONGEST_ID));
        }
        return payload == null || !(payload.getValue("query") instanceof String)
                ? new Unreadable("payload.query must be a text")
                : new Subscribe(id, payload);
    }

    private static Optional<String> authorizationIn(JsonObject payload) {
        return payload.stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("authorization"))
                .map(entry -> entry.getValue())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
