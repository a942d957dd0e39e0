package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.node.EdgeNode;
import dev.flotilla.tour.node.MistNode;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import dev.flotilla.tour.viewer.Foghorn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Two MistServers get a Helmsman each, and the region's Foghorn knows them. */
final class GatheringNodes {
    private final EdgeWalk walk;

    GatheringNodes(EdgeWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("The node of ./flotilla up is the region's Foghorn", this::seeFoghorn),
                new Step("Two MistServers get a Helmsman each, which enrol and are known to Foghorn", this::join),
                new Step("Helmsman sets MistServer up: triggers, and Foghorn as the source of streams", this::setUp),
                new Step("What somebody changes by hand is shown by mist diff, and put right", this::putRight));
    }

    private String seeFoghorn() throws IOException {
        Foghorn.Reply health = Await.until(
                "Foghorn answers",
                EdgeWalk.PATIENCE,
                () -> Optional.of(walk.foghorn.get("/health")).filter(reply -> reply.status() == 200));
        return health.body().strip();
    }

    private String join() throws IOException {
        walk.join(walk.first.agent(), "mist-one");
        walk.join(walk.second.agent(), "mist-two");
        JsonNode first = active(walk.first);
        JsonNode second = active(walk.second);
        return first.path("host").asText() + " and " + second.path("host").asText();
    }

    private JsonNode active(MistNode node) throws IOException {
        return walk.node(
                node,
                node.authority() + " is active",
                each -> each.path("is_active").asBoolean());
    }

    private String setUp() throws IOException {
        for (MistNode node : List.of(walk.first, walk.second)) {
            Await.until("MistServer's triggers and streams are set", EdgeWalk.PATIENCE, () -> isSetUp(node));
        }
        JsonNode triggers = walk.first.mist().configuration().triggers();
        String source = walk.first
                .mist()
                .configuration()
                .streamFor("live+x")
                .path("source")
                .asText();
        return triggers.size() + " triggers, source " + source;
    }

    private static Optional<Boolean> isSetUp(MistNode node) {
        var configuration = node.mist().configuration();
        boolean asks = configuration.triggers().has("PUSH_REWRITE");
        boolean balances =
                configuration.streamFor("live+x").path("source").asText().startsWith("balance:");
        return asks && balances ? Optional.of(true) : Optional.empty();
    }

    private String putRight() throws IOException {
        var configuration = walk.second.mist().configuration();
        configuration.removeStream("live");
        EdgeNode.Ended diff = walk.second.agent().run("mist", "diff");
        expect(diff.output().contains("live"), "mist diff does not name the stream that is gone: " + diff.output());
        Await.until("the stream is configured again", EdgeWalk.PATIENCE, () -> isSetUp(walk.second));
        return diff.output()
                .lines()
                .filter(line -> line.contains("live"))
                .findFirst()
                .orElse("")
                .strip();
    }
}
