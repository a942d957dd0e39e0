package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one tenant has does not exist for another; what was done is written down; who is suspended makes nothing new. */
final class KeepingApart {
    private final ControlWalk walk;

    KeepingApart(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("The operator's node answers the owner as one that never was", this::cannotSee),
                new Step("The owner's nodes answer the operator's tenant the same way", this::cannotBeSeen),
                new Step("Every change of this walk stands in the audit log, without secrets", this::audit),
                new Step("The tenant is suspended: its owner reads why, and makes nothing new", this::suspend),
                new Step("It goes on", this::resume));
    }

    private String cannotSee() throws IOException {
        String theirs = Fleet.nodeId(walk.fleet.edgeData()).orElseThrow();
        String never = "node_" + "0".repeat(theirs.length() - 5);
        ControlCenter.Answer about = ask(walk.owner(), theirs);
        ControlCenter.Answer nothing = ask(walk.owner(), never);
        expect(
                about.body().path("data").equals(nothing.body().path("data"))
                        && about.refusal()
                                .replace(theirs, "")
                                .equals(nothing.refusal().replace(never, "")),
                "answers differ: %s and %s".formatted(about.body(), nothing.body()));
        String refusal = walk.owner()
                .send(Map.of(
                        "query",
                        "mutation($id: ID!) { revokeNode(id: $id) { __typename ... on Problem { message } } }",
                        "variables",
                        Map.of("id", theirs)))
                .refusal();
        expect(refusal.startsWith("NotFound"), "revoking it, the owner is told: " + refusal);
        return refusal;
    }

    private String cannotBeSeen() throws IOException {
        ControlCenter.Answer about = ask(walk.operator(), walk.first.id());
        expect(about.body().at("/data/node").isNull(), "the operator sees " + about.body());
        return "";
    }

    private static ControlCenter.Answer ask(ControlCenter who, String node) throws IOException {
        return who.send(
                Map.of("query", "query($id: ID!) { node(id: $id) { id name } }", "variables", Map.of("id", node)));
    }

    private String audit() throws IOException {
        JsonNode page = walk.owner().ask("""
            { auditLog(first: 100) { edges { node {
              operation actorKind actorName outcome before after address } } } }\
            """, Map.of());
        List<JsonNode> entries = ControlWalk.nodes(page);
        Set<String> operations =
                entries.stream().map(entry -> entry.path("operation").asText()).collect(Collectors.toSet());
        for (String wanted : List.of(
                "acceptInvitation",
                "inviteMember",
                "createApiToken",
                "createCluster",
                "createFlowFromTemplate",
                "setNodeMode",
                "changeFlows",
                "createStream",
                "rotateStreamKey",
                "createPushTarget")) {
            expect(operations.contains(wanted), wanted + " is missing; there are " + operations);
        }
        expect(!page.toString().contains("very-secret-key"), "the audit log holds a push target's secret");
        expect(
                entries.stream()
                        .anyMatch(entry -> entry.path("outcome").asText().equals("REFUSED")),
                "no refused attempt is written down");
        return entries.size() + " entries";
    }

    private String suspend() throws IOException {
        change(
                walk.operator(),
                "suspendTenant",
                Map.of("tenantId", walk.tenant(), "reason", "The tour looks at what happens."),
                "... on Tenant { id }");
        JsonNode me = walk.owner().ask("{ me { tenant { suspension { reason } } } }", Map.of());
        String refusal = ControlWalk.attempt(walk.owner(), "createCluster", Map.of("name", "No more"))
                .refusal();
        expect(!refusal.isEmpty(), "a suspended tenant made a cluster");
        return me.at("/tenant/suspension/reason").asText() + " " + refusal;
    }

    private String resume() throws IOException {
        change(walk.operator(), "resumeTenant", walk.tenant(), "... on Tenant { id }");
        Await.until(
                "the owner may work again",
                ControlWalk.PATIENCE,
                () -> Optional.of(walk.owner().ask("{ me { tenant { suspension { since } } } }", Map.of()))
                        .filter(me -> me.at("/tenant/suspension").isNull()));
        return "";
    }
}
