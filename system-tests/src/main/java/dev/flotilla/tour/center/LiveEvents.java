package dev.flotilla.tour.center;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One GraphQL subscription over graphql-transport-ws: what happens, while it happens. */
public final class LiveEvents implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>(10_000);
    private final StringBuilder text = new StringBuilder();
    private final String field;
    private final WebSocket socket;

    private LiveEvents(URI address, String token, String field) throws IOException {
        this.field = field;
        try {
            socket = http.newWebSocketBuilder()
                    .subprotocols("graphql-transport-ws")
                    .header("Authorization", "Bearer " + token)
                    .connectTimeout(PATIENCE)
                    .buildAsync(address, this)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("no socket at " + address, e);
        }
    }

    /** Listens to a field of the schema's Subscription; has begun when this returns. */
    static LiveEvents open(URI center, String token, String field) throws IOException {
        var events = new LiveEvents(URI.create("ws://" + center.getAuthority() + "/graphql/ws"), token, field);
        events.say(Map.of("type", "connection_init"));
        events.await("connection_ack");
        String query = "subscription { %s { cursor event { id type message flowId } } }".formatted(field);
        events.say(Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", query)));
        events.await("next");
        return events;
    }

    /** The next event; what only moves the cursor is passed over. */
    public JsonNode next() throws IOException {
        while (true) {
            JsonNode event = await("next").at("/payload/data").path(field).path("event");
            if (event.isObject()) {
                return event;
            }
        }
    }

    private JsonNode await(String type) throws IOException {
        try {
            while (true) {
                JsonNode message = messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (message == null) {
                    throw new IOException("nothing was told within " + PATIENCE.toSeconds() + " s");
                }
                String said = message.path("type").asText();
                if (said.equals("ping")) {
                    say(Map.of("type", "pong"));
                } else if (said.equals(type)) {
                    return message;
                } else {
                    throw new IOException("instead of " + type + " came " + message);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void say(Map<String, ?> message) throws IOException {
        var _ = socket.sendText(JSON.writeValueAsString(message), true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        text.append(part);
        if (isLast) {
            try {
                messages.offer(JSON.readTree(text.toString()));
            } catch (JsonProcessingException notJson) {
                from.abort();
            }
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
