package dev.flotilla.tour.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** mroute's REST API of a node, as a program of a network operator uses it. */
public final class MrouteApi implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI api;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();

    public MrouteApi(URI api) {
        this.api = api;
    }

    /** An answer, whatever its status. */
    public record Reply(int status, JsonNode body) {
        /** Why it was refused. */
        public String error() {
            return body.path("error").asText();
        }
    }

    public Reply call(String method, String path, Map<String, ?> document) throws IOException {
        String body = document.isEmpty() ? "" : JSON.writeValueAsString(document);
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(DEADLINE)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), JSON.readTree(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What the API answers to a request that it must not refuse. */
    public JsonNode done(String method, String path, Map<String, ?> document) throws IOException {
        Reply reply = call(method, path, document);
        if (reply.status() >= 300) {
            throw new IOException(method + " " + path + " answers " + reply.status() + ": " + reply.error());
        }
        return reply.body();
    }

    /** Makes a flow, starts it, and answers its id. */
    public String start(Map<String, ?> flow) throws IOException {
        String id = done("POST", "/v1/flows", flow).path("id").asText();
        done("POST", "/v1/flows/" + id + "/start", Map.of());
        return id;
    }

    public void delete(String flow) throws IOException {
        done("DELETE", "/v1/flows/" + flow, Map.of());
    }

    public JsonNode metrics(String flow) throws IOException {
        return done("GET", "/v1/flows/" + flow + "/metrics", Map.of());
    }

    @Override
    public void close() {
        client.close();
    }
}
