package dev.flotilla.tour.center;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tours do at the control center, in words. */
public final class Operations {
    private static final String PROBLEM = " ... on Problem { __typename message }";

    private final ControlCenter center;
    private final StreamOperations streams;
    private final ArtifactOperations artifacts;

    public Operations(ControlCenter center) {
        this.center = center;
        streams = new StreamOperations(center);
        artifacts = new ArtifactOperations(center);
    }

    /** What is done with streams. */
    public StreamOperations streams() {
        return streams;
    }

    /** What is done with clips and recordings. */
    public ArtifactOperations artifacts() {
        return artifacts;
    }

    public JsonNode me() throws IOException {
        return center.ask("{ me { login role tenant { name } } }", Map.of());
    }

    public List<JsonNode> nodes() throws IOException {
        JsonNode page =
                center.ask("{ nodes(first: 100) { edges { node { id name state cluster { name } } } } }", Map.of());
        return nodesOf(page);
    }

    /** A node's state, health, probes and flows. */
    public Optional<JsonNode> node(String id) throws IOException {
        JsonNode node = center.ask("""
            query($id: ID!) { node(id: $id) {
              id name state inventory { agentVersion }
              health { agentMemoryBytes engineMemoryBytes spooledEvents lostEvents problems }
              probes { address packets continuityErrors bitrateBps }
              flows { id name running }
            } }\
            """, Map.of("id", id));
        return node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** Makes a token for one node in the first cluster; the answer holds "token", shown this once. */
    public JsonNode createToken(String description) throws IOException {
        String cluster =
                center.ask("{ clusters { id } }", Map.of()).path(0).path("id").asText();
        return center.ask(
                """
                mutation($input: CreateBootstrapTokenInput!) { createBootstrapToken(input: $input) {
                  ... on CreatedBootstrapToken { token centerUrl bootstrapToken { id state usesLeft } }%s } }\
                """.formatted(PROBLEM), Map.of("input", Map.of("clusterId", cluster, "description", description)));
    }

    public List<JsonNode> tokens() throws IOException {
        JsonNode page = center.ask(
                "{ bootstrapTokens(first: 100) { edges { node { id description state usesLeft } } } }", Map.of());
        return nodesOf(page);
    }

    /** Makes a flow and answers its id. */
    public String createFlow(Map<String, ?> input) throws IOException {
        return center.ask(
                        "mutation($input: CreateFlowInput!) { createFlow(input: $input) { ... on Flow { id }" + PROBLEM
                                + " } }",
                        Map.of("input", input))
                .path("id")
                .asText();
    }

    public void startFlow(String id) throws IOException {
        onFlow("startFlow", id, "Flow");
    }

    public void stopFlow(String id) throws IOException {
        onFlow("stopFlow", id, "Flow");
    }

    public void deleteFlow(String id) throws IOException {
        onFlow("deleteFlow", id, "Deleted");
    }

    /** What the node says about a flow; empty until it has spoken. */
    public Optional<JsonNode> flowStatus(String id) throws IOException {
        JsonNode flow = center.ask("""
            query($id: ID!) { flow(id: $id) { isApplied notApplied status {
              health detail
              sources { name isConnected bitrateBps packetsReceived packetsDropped }
              outputs { name isConnected bitrateBps packetsSent packetsDropped clients }
            } } }\
            """, Map.of("id", id));
        return flow.path("status").isObject() ? Optional.of(flow.get("status")) : Optional.empty();
    }

    public JsonNode revokeNode(String id) throws IOException {
        return center.ask(
                "mutation($id: ID!) { revokeNode(id: $id) { ... on Node { id state }" + PROBLEM + " } }",
                Map.of("id", id));
    }

    /** All events of a node, oldest last, in as many pages as it takes. */
    public List<JsonNode> events(String nodeId) throws IOException {
        var events = new ArrayList<JsonNode>();
        String after = null;
        do {
            var variables = new java.util.HashMap<String, Object>();
            variables.put("node", nodeId);
            variables.put("after", after);
            JsonNode page = center.ask("""
                query($node: ID!, $after: String) { events(first: 100, after: $after, nodeId: $node) {
                  edges { node { id occurredAt type message } } pageInfo { hasNextPage endCursor } } }\
                """, variables);
            events.addAll(nodesOf(page));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asText()
                    : null;
        } while (after != null);
        return events;
    }

    private void onFlow(String mutation, String id, String answer) throws IOException {
        center.ask(
                "mutation($id: ID!) { %s(id: $id) { ... on %s { id }%s } }".formatted(mutation, answer, PROBLEM),
                Map.of("id", id));
    }

    private static List<JsonNode> nodesOf(JsonNode page) {
        var nodes = new ArrayList<JsonNode>();
        page.path("edges").forEach(edge -> nodes.add(edge.path("node")));
        return nodes;
    }
}
