package dev.flotilla.control.realtime.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of graphql-transport-ws made of the JDK's WebSocket alone. */
public final class LiveClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final LinkedBlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private volatile String why = "";

    private LiveClient(String path, Map<String, String> headers) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("graphql-transport-ws");
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + RestAssured.port + path), this)
                .join();
    }

    /** Opens a socket and says nothing. */
    public static LiveClient silent(Map<String, String> headers) {
        return new LiveClient("/graphql/ws", headers);
    }

    /** Opens a socket with that token in the first message, and waits until it is let in. */
    public static LiveClient open(String token) {
        LiveClient client = silent(Map.of());
        client.init(token);
        client.next("connection_ack");
        return client;
    }

    public void init(String token) {
        say(Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + token)));
    }

    /** Subscribes to a field whose messages are {@code LiveMessage}; with its first message it has begun. */
    public JsonNode listen(String id, String field) {
        subscribe(id, field);
        return next("next").at("/payload/data").path(field.replaceFirst("\\(.*", ""));
    }

    public void subscribe(String id, String field) {
        String query = "subscription { %s { cursor gap { reason missed } event { id type message streamId } } }"
                .formatted(field);
        say(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", query)));
    }

    /** The next message that tells an event or a gap of that field. */
    public JsonNode told(String field) {
        while (true) {
            JsonNode message = next("next").at("/payload/data").path(field);
            if (message.path("event").isObject() || message.path("gap").isObject()) {
                return message;
            }
        }
    }

    /** The next message, which is of that type; the server's pings do not count. */
    public JsonNode next(String type) {
        JsonNode message = next();
        if (!message.path("type").asText().equals(type)) {
            throw new AssertionError("wanted " + type + ": " + message);
        }
        return message;
    }

    public JsonNode next() {
        try {
            while (true) {
                JsonNode message = messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (message == null) {
                    throw new AssertionError("nothing came; closed: " + closed.getNow(0) + " " + why);
                }
                if (!message.path("type").asText().equals("ping")) {
                    return message;
                }
                say(Map.of("type", "pong"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits until the server closes the socket; answers its code. */
    public int closedWith() {
        return closed.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    public void say(Map<String, ?> message) {
        try {
            var _ = socket.sendText(JSON.writeValueAsString(message), true).join();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        text.append(part);
        if (isLast) {
            try {
                messages.add(JSON.readTree(text.toString()));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        why = reason;
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
