package dev.flotilla.tour.tenant;

import static dev.flotilla.tour.step.Step.expect;
import static dev.flotilla.tour.tenant.ControlWalk.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.LiveEvents;
import dev.flotilla.tour.node.EdgeNode;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A flow from a template runs somewhere in the cluster, moves when its node drains, and two are stopped as one. */
final class Directing {
    private static final String SHOWN =
            "id name running isApplied drift node { id name } placement { epoch reason } status { health }";

    private final ControlWalk walk;
    private String template = "";
    private String flow = "";
    private String other = "";
    private String home = "";
    private @Nullable LiveEvents live;

    Directing(ControlWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("A template with two sources and a parameter is kept", this::createTemplate),
                new Step("A flow is made of it for any node of the cluster, and runs on one", this::createFlow),
                new Step("Who listens hears of it at once", this::hear),
                new Step("Its node is drained: the flow goes on the other node, and only there", this::drain),
                new Step("The node comes back to normal", this::comeBack),
                new Step("Two flows are stopped as one, and the nodes confirm", this::stopBoth),
                new Step("Both are deleted, and the template, too", this::delete));
    }

    private String createTemplate() throws IOException {
        int port = EdgeNode.freePort();
        String document = """
            {"sources": [
               {"name": "line-1", "transport": "UDP", "address": "127.0.0.1", "port": %d},
               {"name": "line-2", "transport": "SRT_LISTENER", "address": "127.0.0.1", "port": %d, "streamId": "${show}"}],
             "failover": {"silenceMs": 300},
             "outputs": [{"name": "out", "transport": "UDP", "address": "127.0.0.1", "port": %d}]}
            """.formatted(port, EdgeNode.freePort(), EdgeNode.freePort());
        JsonNode made = change(
                walk.owner(),
                "createFlowTemplate",
                Map.of("name", "Two lines " + walk.mark, "document", document),
                "... on FlowTemplate { id parameters }");
        template = made.path("id").asText();
        return "parameters " + made.path("parameters");
    }

    private String createFlow() throws IOException {
        live = walk.keep(walk.owner().listen("liveFlowEvents"));
        flow = fromTemplate("Show", "show-one");
        JsonNode running = await("the flow runs on a node", this::isRunning);
        home = running.at("/node/id").asText();
        return running.at("/node/name").asText() + ", "
                + running.at("/placement/reason").asText();
    }

    private String hear() throws IOException {
        LiveEvents events = live;
        if (events == null) {
            throw new IllegalStateException("nobody listens");
        }
        JsonNode event = events.next();
        expect(event.path("flowId").asText().equals(flow), "of another flow is told: " + event);
        return event.path("type").asText() + ": " + event.path("message").asText();
    }

    private String drain() throws IOException {
        JsonNode before = flow();
        setMode(home, "DRAINING");
        JsonNode moved = await(
                "the flow runs on the other node",
                shown -> !shown.at("/node/id").asText().equals(home) && isRunning(shown));
        expect(
                moved.at("/placement/epoch").asInt()
                        > before.at("/placement/epoch").asInt(),
                "its epoch is " + moved.at("/placement/epoch"));
        Await.until(
                "the drained node has let go of it",
                ControlWalk.PATIENCE,
                () -> Optional.of(flow()).filter(shown -> shown.path("drift").isEmpty()));
        return "epoch " + moved.at("/placement/epoch") + ": "
                + moved.at("/placement/reason").asText();
    }

    private String comeBack() throws IOException {
        setMode(home, "NORMAL");
        JsonNode node =
                walk.owner().ask("query($id: ID!) { node(id: $id) { lifecycle modeSetBy } }", Map.of("id", home));
        expect(node.path("lifecycle").asText().equals("ACTIVE"), "it is " + node);
        return "set by " + node.path("modeSetBy").asText();
    }

    private String stopBoth() throws IOException {
        other = change(
                        walk.owner(),
                        "createFlow",
                        Map.of(
                                "nodeId", walk.second.id(),
                                "name", "Bound " + walk.mark,
                                "sources",
                                        List.of(Map.of(
                                                "name", "in",
                                                "transport", "UDP",
                                                "address", "127.0.0.1",
                                                "port", EdgeNode.freePort())),
                                "outputs", List.of()),
                        "... on Flow { id }")
                .path("id")
                .asText();
        JsonNode changed = change(
                walk.owner(),
                "changeFlows",
                Map.of("ids", List.of(flow, other), "action", "STOP"),
                "... on ChangedFlows { results { id isDone problem } }");
        for (JsonNode result : changed.path("results")) {
            expect(result.path("isDone").asBoolean(), "it is refused: " + result);
        }
        for (String id : List.of(flow, other)) {
            Await.until(
                    "the node has stopped " + id,
                    ControlWalk.PATIENCE,
                    () -> Optional.of(flow(id))
                            .filter(shown -> !shown.path("running").asBoolean()
                                    && shown.path("isApplied").asBoolean()));
        }
        return changed.path("results").size() + " flows";
    }

    private String delete() throws IOException {
        change(
                walk.owner(),
                "changeFlows",
                Map.of("ids", List.of(flow, other), "action", "DELETE"),
                "... on ChangedFlows { results { isDone } }");
        change(walk.owner(), "deleteFlowTemplate", template, "... on Deleted { id }");
        JsonNode left = walk.owner().ask("{ flows(first: 5) { totalCount } }", Map.of());
        expect(left.path("totalCount").asInt() == 0, "there are still " + left);
        return "";
    }

    private String fromTemplate(String name, String show) throws IOException {
        return change(
                        walk.owner(),
                        "createFlowFromTemplate",
                        Map.of(
                                "templateId",
                                template,
                                "name",
                                name + " " + walk.mark,
                                "clusterId",
                                walk.cluster(),
                                "moveAfterSeconds",
                                10,
                                "values",
                                List.of(Map.of("name", "show", "value", show))),
                        "... on Flow { id }")
                .path("id")
                .asText();
    }

    private void setMode(String node, String mode) throws IOException {
        change(
                walk.owner(),
                "setNodeMode",
                Map.of("nodeId", node, "mode", mode, "reason", "the tour"),
                "... on Node { id }");
    }

    private boolean isRunning(JsonNode shown) {
        return shown.path("isApplied").asBoolean()
                && shown.at("/status/health").asText("STOPPED").matches("WAITING|RECEIVING|DEGRADED|NO_SOURCE");
    }

    private JsonNode await(String what, Predicate<JsonNode> wanted) throws IOException {
        return Await.until(what, ControlWalk.PATIENCE, () -> Optional.of(flow()).filter(wanted));
    }

    private JsonNode flow() throws IOException {
        return flow(flow);
    }

    private JsonNode flow(String id) throws IOException {
        return walk.owner().ask("query($id: ID!) { flow(id: $id) { %s } }".formatted(SHOWN), Map.of("id", id));
    }
}
