package dev.flotilla.bench.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The twenty operations of the API that the console and programs use most, asked of the largest tenant. */
final class UsedOperations {
    private static final String STREAM = "id title playbackId isSuspended createdAt policy { kind }";
    private static final String NODE = "id name state address lastSeenAt cluster { name }";
    private static final String EVENT = "id occurredAt type severity message node { id name }";
    private static final String SEARCH =
            "query($search: String) { streams(first: 50, search: $search) { totalCount edges { node { %s } } } }"
                    .formatted(STREAM);
    private static final String PROBLEM = " ... on Problem { __typename message } } }";
    private static final int LARGE_PAGE = 200;
    private static final int NODES = 1_000;

    /** Asks once. */
    interface Question {
        JsonNode ask() throws IOException;
    }

    /** @param isPage whether it is a page of a list, which has a goal */
    record Operation(String name, boolean isPage, Question question) {}

    private record Made(String stream, String key) {}

    private final ControlCenter center;
    private final List<Operation> operations = new ArrayList<>();
    private final Deque<Made> made = new ArrayDeque<>();
    private int turn;

    UsedOperations(ControlCenter center, String flow) throws IOException {
        this.center = center;
        add("me", false, "{ me { login role tenant { name } } }", Map.of());
        add("tenants (all 1,000)", false, "{ tenants { id name createdAt } }", Map.of());
        add("clusters", false, "{ clusters { id name nodeCount } }", Map.of());
        addPages("nodes", "totalCount", NODE, 4);
        addOne(
                "node",
                NODE + " inventory { hostname } health { cpu } flows { id name }",
                () -> Population.nodeId(1 + turn % NODES));
        addPages("streams", "totalCount", STREAM, 40);
        add(
                "streams with keys and push targets",
                true,
                "{ streams(first: 50) { edges { node { id title keys { name prefix } pushTargets { name } } } } }",
                Map.of());
        add("streams, search for a title", true, SEARCH, Map.of("search", "of church"));
        operations.add(new Operation(
                "streams, search for a playback id",
                true,
                () -> center.ask(SEARCH, Map.of("search", Population.playbackId(1 + turn++ % Population.STREAMS)))));
        addOne(
                "stream",
                STREAM + " keys { id name } pushTargets { id } presences { viewers } addresses { playbackUrl }",
                () -> Population.streamId(1 + turn % Population.STREAMS));
        addPages("events", "", EVENT, 40);
        add(
                "events of a node",
                true,
                "query($id: ID!) { events(first: 50, nodeId: $id) { edges { node { %s } } } }".formatted(EVENT),
                Map.of("id", Population.nodeId(1)));
        add(
                "flow",
                false,
                "query($id: ID!) { flow(id: $id) { id name running node { name } status { health } } }",
                Map.of("id", flow));
        addChanges();
    }

    /** Twenty, in an order in which each finds what it needs. */
    List<Operation> all() {
        return List.copyOf(operations);
    }

    private void addChanges() {
        operations.add(new Operation("createStream", false, () -> {
            JsonNode created = center.ask(
                    "mutation($input: CreateStreamInput!) { createStream(input: $input) { ... on CreatedStream {"
                            + " stream { id } firstKey { streamKey { id } } }" + PROBLEM,
                    Map.of("input", Map.of("title", "Made by the bench " + turn++)));
            made.add(new Made(
                    created.at("/stream/id").asText(),
                    created.at("/firstKey/streamKey/id").asText()));
            return created;
        }));
        operations.add(new Operation(
                "updateStream",
                false,
                () -> center.ask(
                        "mutation($input: UpdateStreamInput!) { updateStream(input: $input) { ... on Stream { id }"
                                + PROBLEM,
                        Map.of(
                                "input",
                                Map.of("id", made.getLast().stream(), "title", "Changed by the bench " + turn++)))));
        operations.add(new Operation("rotateStreamKey", false, () -> {
            Made last = made.removeLast();
            JsonNode key = center.ask(
                    "mutation($id: ID!) { rotateStreamKey(id: $id) { ... on CreatedStreamKey { streamKey { id } }"
                            + PROBLEM,
                    Map.of("id", last.key()));
            made.add(new Made(last.stream(), key.at("/streamKey/id").asText()));
            return key;
        }));
        operations.add(new Operation(
                "deleteStream",
                false,
                () -> center.ask(
                        "mutation($id: ID!) { deleteStream(id: $id) { ... on Deleted { id }" + PROBLEM,
                        Map.of("id", made.removeLast().stream()))));
    }

    private void add(String name, boolean isPage, String query, Map<String, ?> variables) {
        operations.add(new Operation(name, isPage, () -> center.ask(query, variables)));
    }

    private void addOne(String name, String fields, java.util.function.Supplier<String> id) {
        String query = "query($id: ID!) { %s(id: $id) { %s } }".formatted(name, fields);
        operations.add(new Operation(name, false, () -> {
            JsonNode found = center.ask(query, Map.of("id", id.get()));
            turn++;
            return found;
        }));
    }

    /** The first page, and one that begins after so many large pages. */
    private void addPages(String list, String count, String fields, int skipped) throws IOException {
        String query =
                "query($after: String) { %s(first: 50, after: $after) { %s edges { node { %s } } pageInfo { endCursor } } }"
                        .formatted(list, count, fields);
        String skip = "query($after: String) { %s(first: %d, after: $after) { pageInfo { endCursor } } }"
                .formatted(list, LARGE_PAGE);
        Map<String, String> deep = new HashMap<>();
        for (int i = 0; i < skipped; i++) {
            deep.put("after", center.ask(skip, deep).at("/pageInfo/endCursor").asText());
        }
        add(list + ", first page", true, query, Map.of());
        add(list + ", after %,d".formatted(skipped * LARGE_PAGE), true, query, deep);
    }
}
