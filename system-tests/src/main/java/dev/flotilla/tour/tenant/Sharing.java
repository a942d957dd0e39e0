package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.step.Step;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenant offers its cluster, and another tenant asks, is let in, works there and leaves. */
final class Sharing {
    private static final String ROUTES =
            "{ clustersAccessConnection(first: 20) { edges { node { role health refusal cluster { id } } } } }";

    private final ControlWalk walk;
    private String subscription = "";

    Sharing(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("The cluster is private: for another tenant it is not there", this::cannotSee),
                new Step("It is offered to all who ask; another tenant asks", this::request),
                new Step("The owner approves: the other tenant's work may go there", this::approve),
                new Step("It leaves, and may not any more", this::leave));
    }

    private String cannotSee() throws IOException {
        JsonNode cluster = walk.operator()
                .ask("query($id: ID!) { marketplaceCluster(clusterId: $id) { name } }", Map.of("id", walk.cluster()));
        expect(cluster.isNull(), "the operator's tenant sees " + cluster);
        expect(route().isEmpty(), "it has a way there: " + route());
        return "";
    }

    private String request() throws IOException {
        JsonNode me = walk.operator().ask("{ me { tenant { id tier } } }", Map.of());
        change(
                walk.operator(),
                "setTenantGrant",
                Map.of("tenantId", me.at("/tenant/id").asText(), "tier", "PREMIUM"),
                "... on Tenant { id }");
        String before = me.at("/tenant/tier").asText();
        walk.keep(() -> change(
                walk.operator(),
                "setTenantGrant",
                Map.of("tenantId", me.at("/tenant/id").asText(), "tier", before),
                "... on Tenant { id }"));
        change(
                walk.owner(),
                "updateClusterMarketplace",
                Map.of(
                        "clusterId",
                        walk.cluster(),
                        "visibility",
                        "PUBLIC",
                        "requiresApproval",
                        true,
                        "shortDescription",
                        "By the water."),
                "... on Cluster { id }");
        JsonNode asked = change(
                walk.operator(),
                "requestClusterSubscription",
                Map.of("clusterId", walk.cluster(), "message", "May we?"),
                "... on ClusterSubscription { id status }");
        subscription = asked.path("id").asText();
        expect(route().isEmpty(), "it has a way there already: " + route());
        return asked.path("status").asText();
    }

    private String approve() throws IOException {
        JsonNode waiting = walk.owner().ask("""
            query($id: ID!) { pendingSubscriptionsConnection(clusterId: $id, first: 5) {
              edges { node { id message tenantName } } } }\
            """, Map.of("id", walk.cluster()));
        JsonNode request = ControlWalk.nodes(waiting).getFirst();
        expect(request.path("message").asText().equals("May we?"), "the owner reads " + waiting);
        walk.owner().ask("""
            mutation($id: ID!) { approveClusterSubscription(subscriptionId: $id) {
              __typename ... on Problem { message } ... on ClusterSubscription { status } } }\
            """, Map.of("id", subscription));
        JsonNode route = route().orElseThrow(() -> new AssertionError("there is no way there"));
        return request.path("tenantName").asText() + ": " + route.path("role").asText() + ", "
                + route.path("health").asText();
    }

    private String leave() throws IOException {
        walk.operator().ask("""
            mutation($id: ID!) { unsubscribeFromCluster(clusterId: $id) {
              __typename ... on Problem { message } ... on ClusterSubscription { status } } }\
            """, Map.of("id", walk.cluster()));
        expect(route().isEmpty(), "it still has a way there: " + route());
        return "";
    }

    private Optional<JsonNode> route() throws IOException {
        ControlCenter operator = walk.operator();
        return ControlWalk.nodes(operator.ask(ROUTES, Map.of())).stream()
                .filter(route -> route.at("/cluster/id").asText().equals(walk.cluster()))
                .findFirst();
    }
}
