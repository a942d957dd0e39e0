package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.node.EdgeNode;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenant gets a cluster and two nodes of its own. */
final class Equipping {
    private final ControlWalk walk;

    Equipping(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("A cluster is made", this::createCluster),
                new Step("Two machines enrol with one token for two, and the token is used up", this::enrol),
                new Step("Each node shows its life cycle, its machine and its inventory", this::inspect));
    }

    private String createCluster() throws IOException {
        JsonNode cluster = change(
                walk.owner(),
                "createCluster",
                Map.of("name", "Quay " + walk.mark, "region", "tour-" + walk.mark),
                "... on Cluster { id name region }");
        walk.setCluster(cluster.path("id").asText());
        return cluster.path("name").asText() + " in " + cluster.path("region").asText();
    }

    private String enrol() throws IOException {
        JsonNode created = change(
                walk.owner(),
                "createBootstrapToken",
                Map.of("clusterId", walk.cluster(), "description", "two machines", "uses", 2),
                "... on CreatedBootstrapToken { token bootstrapToken { id } }");
        for (EdgeNode node : List.of(walk.first, walk.second)) {
            EdgeNode.Ended ended = node.enroll(created.path("token").asText());
            expect(ended.status() == 0, "a node could not enrol: " + ended.output());
            node.start();
        }
        JsonNode tokens =
                walk.owner().ask("{ bootstrapTokens(first: 10) { edges { node { state usesLeft } } } }", Map.of());
        expect(ControlWalk.nodes(tokens).getFirst().path("state").asText().equals("USED_UP"), "the token is " + tokens);
        Await.until("both nodes are online", ControlWalk.PATIENCE, () -> {
            long online =
                    ControlWalk.nodes(walk.owner().ask("{ nodes(first: 10) { edges { node { state } } } }", Map.of()))
                            .stream()
                            .filter(node -> node.path("state").asText().matches("ONLINE|PROBLEM"))
                            .count();
            return online == 2 ? Optional.of(true) : Optional.empty();
        });
        return "2 online";
    }

    private String inspect() throws IOException {
        String asked = """
            query($id: ID!) { node(id: $id) {
              name lifecycle machines { fingerprint isOfEnrolment } inventory { agentVersion roles } cluster { id }
            } }\
            """;
        JsonNode node = Await.until(
                "the node is active and says what it is",
                ControlWalk.PATIENCE,
                () -> Optional.of(walk.owner().ask(asked, Map.of("id", walk.first.id())))
                        .filter(shown -> shown.path("lifecycle").asText().equals("ACTIVE"))
                        .filter(shown -> shown.path("inventory").isObject())
                        .filter(shown -> !shown.path("machines").isEmpty()));
        expect(node.at("/machines/0/isOfEnrolment").asBoolean(), "its machine is " + node.path("machines"));
        expect(node.at("/cluster/id").asText().equals(walk.cluster()), "its cluster is " + node.path("cluster"));
        return "machine %s, %s".formatted(node.at("/machines/0/fingerprint").asText(), node.at("/inventory/roles"));
    }
}
