package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.center.Refused;
import dev.flotilla.tour.node.EdgeNode;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Logging in, a token, a second node that joins with it, and how it is put out again. */
final class Joining {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOKEN_USED_UP = 13;

    private final Walk walk;

    Joining(Walk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("The administrator logs in", this::logIn),
                new Step("A wrong password is refused in words", this::refuseWrongPassword),
                new Step("The fleet shows the node of ./flotilla up, online", this::seeFirstNode),
                new Step("Its probe counts the demonstration, without a break in continuity", this::watchProbe),
                new Step("A bootstrap token is made, and shown this once", this::createToken),
                new Step("A second agent enrols with it and appears online", this::join),
                new Step("The used-up token is refused with what to do next", this::refuseUsedUpToken));
    }

    List<Step> lastSteps() {
        return List.of(
                new Step("The flow is deleted, and the node frees its ports", this::deleteFlow),
                new Step("The second node is revoked, its open line ends, and it may not come back", this::revoke));
    }

    private String logIn() throws IOException {
        JsonNode me = walk.center().me();
        expect(me.path("login").asText().equals(walk.fleet.login()), "logged in as " + me);
        return me.path("login").asText() + ", " + me.path("tenant").path("name").asText();
    }

    private String refuseWrongPassword() throws IOException {
        try {
            ControlCenter.logIn(walk.fleet.console(), walk.fleet.login(), "not the password");
        } catch (Refused refused) {
            return String.valueOf(refused.getMessage());
        }
        throw new AssertionError("a wrong password was taken");
    }

    private String seeFirstNode() throws IOException {
        String id = Fleet.nodeId(walk.fleet.edgeData()).orElseThrow();
        return Await.until("the first node is online", PATIENCE, () -> online(id))
                .path("name")
                .asText();
    }

    private String watchProbe() throws IOException {
        String id = Fleet.nodeId(walk.fleet.edgeData()).orElseThrow();
        JsonNode before = Await.until(
                "the probe counts packets",
                PATIENCE,
                () -> probe(id).filter(probe -> probe.path("packets").asLong() > 0));
        JsonNode after = Await.until(
                "the probe counts more packets",
                PATIENCE,
                () -> probe(id)
                        .filter(probe -> probe.path("packets").asLong()
                                > before.path("packets").asLong()));
        long breaks = after.path("continuityErrors").asLong()
                - before.path("continuityErrors").asLong();
        expect(breaks == 0, breaks + " breaks in continuity while looking");
        return after.path("packets").asLong() + " packets at "
                + after.path("address").asText();
    }

    private String createToken() throws IOException {
        JsonNode created = walk.center().createToken("Tour first-light");
        String token = created.path("token").asText();
        walk.setToken(token);
        String id = created.path("bootstrapToken").path("id").asText();
        JsonNode listed = walk.center().tokens().stream()
                .filter(candidate -> candidate.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the list of tokens lacks the new one"));
        expect(!listed.toString().contains(token.substring(3, 20)), "the list of tokens shows the secret");
        expect(listed.path("state").asText().equals("ACTIVE"), "the new token is " + listed.path("state"));
        return "bt_…, for " + listed.path("usesLeft").asInt() + " node";
    }

    private String join() throws IOException {
        EdgeNode.Ended enrolled = walk.node.enroll(walk.token());
        expect(enrolled.status() == 0, enrolled.output());
        walk.node.start();
        String id = walk.node.id();
        return Await.until("the second node is online", PATIENCE, () -> online(id))
                .path("name")
                .asText();
    }

    private String refuseUsedUpToken() throws IOException {
        try (var third = new EdgeNode(walk.fleet, "third")) {
            EdgeNode.Ended ended = third.enroll(walk.token());
            expect(ended.status() == TOKEN_USED_UP, "exit status " + ended.status() + ": " + ended.output());
            return lastLine(ended.output());
        }
    }

    private String deleteFlow() throws IOException {
        walk.stopEncoder();
        walk.center().deleteFlow(walk.flow());
        String id = walk.node.id();
        Await.until(
                "the node's flow is gone",
                PATIENCE,
                () -> walk.center().node(id).filter(node -> node.path("flows").isEmpty()));
        return "";
    }

    private String revoke() throws IOException {
        String id = walk.node.id();
        walk.center().revokeNode(id);
        Await.until(
                "the node is shown as revoked",
                PATIENCE,
                () -> walk.center()
                        .node(id)
                        .filter(node -> node.path("state").asText().equals("REVOKED")));
        walk.node.killAgent();
        walk.node.start();
        Await.pause(Duration.ofSeconds(5));
        expect(online(id).isEmpty(), "the revoked node came back");
        return "";
    }

    private Optional<JsonNode> online(String id) throws IOException {
        return walk.center().node(id).filter(node -> node.path("state").asText().matches("ONLINE|PROBLEM"));
    }

    private Optional<JsonNode> probe(String id) throws IOException {
        return walk.center().node(id).map(node -> node.path("probes").path(0)).filter(JsonNode::isObject);
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
