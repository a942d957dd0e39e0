package dev.flotilla.tour.center;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tours do with streams at the control center, in words. */
public final class StreamOperations {
    private static final String PROBLEM = " ... on Problem { __typename message }";

    private final ControlCenter center;

    StreamOperations(ControlCenter center) {
        this.center = center;
    }

    /**
     * A stream that was just made.
     *
     * @param name as the edges call it
     * @param secret the first stream key, shown this once
     */
    public record Created(String id, String name, String playbackId, String secret) {}

    public Created create(String title) throws IOException {
        JsonNode created = center.ask("""
            mutation($input: CreateStreamInput!) { createStream(input: $input) {
              ... on CreatedStream { stream { id name playbackId } firstKey { secret } }%s } }""".formatted(PROBLEM), Map.of("input", Map.of("title", title)));
        JsonNode stream = created.path("stream");
        return new Created(
                stream.path("id").asText(),
                stream.path("name").asText(),
                stream.path("playbackId").asText(),
                created.at("/firstKey/secret").asText());
    }

    public void delete(String id) throws IOException {
        center.ask(
                "mutation($id: ID!) { deleteStream(id: $id) { ... on Deleted { id }" + PROBLEM + " } }",
                Map.of("id", id));
    }

    /** Makes a key that signs playback tokens; the answer holds "privateKey", shown this once, and "signingKey". */
    public JsonNode createSigningKey(String name) throws IOException {
        return center.ask("""
            mutation($input: CreateSigningKeyInput!) { createSigningKey(input: $input) {
              ... on CreatedSigningKey { privateKey signingKey { id } }%s } }""".formatted(PROBLEM), Map.of("input", Map.of("name", name)));
    }

    public void revokeSigningKey(String id) throws IOException {
        center.ask(
                "mutation($id: ID!) { revokeSigningKey(id: $id) { ... on Deleted { id }" + PROBLEM + " } }",
                Map.of("id", id));
    }

    /** From now on only who brings a token of one of these keys may watch. */
    public void protect(String streamId, List<String> keyIds) throws IOException {
        setPolicy(Map.of("streamId", streamId, "kind", "SIGNED_TOKEN", "signedToken", Map.of("keyIds", keyIds)));
    }

    public void makePublic(String streamId) throws IOException {
        setPolicy(Map.of("streamId", streamId, "kind", "PUBLIC"));
    }

    /** All events of a stream, in as many pages as it takes. */
    public List<JsonNode> events(String streamId) throws IOException {
        var events = new ArrayList<JsonNode>();
        String after = null;
        do {
            var variables = new HashMap<String, Object>();
            variables.put("stream", streamId);
            variables.put("after", after);
            JsonNode page = center.ask("""
                      query($stream: ID!, $after: String) { events(first: 100, after: $after, streamId: $stream) {
                        edges { node { id occurredAt type message } } pageInfo { hasNextPage endCursor } } }""", variables);
            page.path("edges").forEach(edge -> events.add(edge.path("node")));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asText()
                    : null;
        } while (after != null);
        return events;
    }

    private void setPolicy(Map<String, ?> input) throws IOException {
        center.ask(
                "mutation($input: SetPlaybackPolicyInput!) { setPlaybackPolicy(input: $input) { ... on Stream { id }"
                        + PROBLEM + " } }",
                Map.of("input", input));
    }
}
