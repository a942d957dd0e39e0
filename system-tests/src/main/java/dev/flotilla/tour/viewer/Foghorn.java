package dev.flotilla.tour.viewer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A region's Foghorn, as viewers and the operator's tools use it by HTTP. */
public final class Foghorn implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(DEADLINE).build();

    /** @param token opens what is not for everybody */
    public Foghorn(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** An answer, whatever its status. */
    public record Reply(int status, String location, String body) {
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        /** The host and port of the node that it leads to. */
        public String node() throws IOException {
            if (status != 307) {
                throw new IOException("no way to a node: " + status + " " + body);
            }
            return URI.create(location).getAuthority();
        }
    }

    public Reply get(String path) throws IOException {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    /** Where a viewer is sent by that protocol. */
    public Reply play(String playbackId, String protocol, String query) throws IOException {
        return get("/play/" + playbackId + "/" + protocol + (query.isEmpty() ? "" : "?" + query));
    }

    /** A node as the balancer sees it now; empty when it does not. */
    public Optional<JsonNode> node(String id) throws IOException {
        Reply reply = send(operator("/nodes/overview?include_stale=true").GET());
        if (reply.status() != 200) {
            throw new IOException("/nodes/overview answers " + reply.status() + " " + reply.body());
        }
        for (JsonNode node : reply.json()) {
            if (node.path("node_id").asText().equals(id)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Sets a node's mode: normal, draining or maintenance. */
    public Reply setMode(String nodeId, String mode) throws IOException {
        String body = JSON.writeValueAsString(Map.of("mode", mode, "set_by", "tour"));
        return send(operator("/nodes/" + nodeId + "/mode").PUT(BodyPublishers.ofString(body)));
    }

    public Reply post(String path, Map<String, ?> document) throws IOException {
        return send(operator(path).POST(BodyPublishers.ofString(JSON.writeValueAsString(document))));
    }

    /** What an operator's tool asks. */
    public Reply ask(String path) throws IOException {
        return send(operator(path).GET());
    }

    public Reply delete(String path) throws IOException {
        return send(operator(path).DELETE());
    }

    private HttpRequest.Builder operator(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString());
            String location = response.headers().firstValue("Location").orElse("");
            return new Reply(response.statusCode(), location, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
