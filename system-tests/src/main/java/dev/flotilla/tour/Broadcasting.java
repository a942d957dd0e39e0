package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.tour.media.Decoder;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import dev.flotilla.tour.viewer.Foghorn;
import dev.flotilla.tour.viewer.Player;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A stream is made, published with its key and watched; every viewer is counted, and accounted for once. */
final class Broadcasting {
    private static final int VIEWERS = 20;

    private final EdgeWalk walk;
    private List<Session> viewers = List.of();

    Broadcasting(EdgeWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("A stream is made; its key is shown this once", this::create),
                new Step("A publisher with a wrong key is turned away", this::refuseWrongKey),
                new Step("Who has the key is told where to publish", this::resolveIngest),
                new Step("The publisher is let in, and Foghorn knows within moments", this::publish),
                new Step("A viewer is sent to the node that has the stream, and it plays", this::play),
                new Step("All ways to watch it are listed", this::resolve),
                new Step("An unknown playback id is answered in words", this::refuseUnknown),
                new Step(VIEWERS + " viewers are counted by MistServer, Foghorn and the control center", this::count),
                new Step("They leave, and each is accounted for exactly once", this::account));
    }

    private String create() throws IOException {
        walk.setStream(walk.center().streams().create("The edge's tour"));
        return "playback id " + walk.stream().playbackId();
    }

    private String refuseWrongKey() {
        try {
            walk.first.mist().publish("sk_wrong_" + walk.stream().playbackId());
        } catch (Denied denied) {
            return String.valueOf(denied.getMessage());
        }
        throw new AssertionError("a wrong stream key was taken");
    }

    private String resolveIngest() throws IOException {
        Foghorn.Reply unknown = walk.foghorn.get("/ingest/sk_wrong_0000");
        expect(unknown.status() == 404, "a wrong key is answered with " + unknown.status() + " " + unknown.body());
        Foghorn.Reply known = walk.foghorn.get("/ingest/" + walk.stream().secret());
        expect(known.status() == 200, "the right key is answered with " + known.status() + " " + known.body());
        String node = known.json().at("/primary/nodeId").asText();
        boolean isOurs = node.equals(walk.first.agent().id())
                || node.equals(walk.second.agent().id());
        expect(isOurs, "it names the node " + node);
        return "node " + node + " by RTMP, SRT and WHIP";
    }

    private String publish() throws IOException, Denied {
        long beganNs = System.nanoTime();
        Session session = walk.publish();
        expect(
                session.stream().equals("live+" + walk.stream().name()),
                "MistServer was told to call it " + session.stream());
        walk.node(
                walk.first,
                "Foghorn knows the stream on the first node",
                node -> walk.streamOn(node).path("inputs").asInt() == 1);
        return "%s, known after %.1f s".formatted(session.stream(), (System.nanoTime() - beganNs) / 1e9);
    }

    private String play() throws IOException {
        URI address = URI.create("http://127.0.0.1:" + walk.fleet.port(18008) + "/play/"
                + walk.stream().playbackId() + "/hls");
        Player.Watched watched =
                Await.until("a player plays", EdgeWalk.PATIENCE, () -> Optional.of(Player.watch(address)));
        expect(watched.node().equals(walk.first.authority()), "the viewer was sent to " + watched.node());
        return watched.bytes() + " bytes from " + watched.node() + ": " + Decoder.codecs(address.toString());
    }

    private String resolve() throws IOException {
        Foghorn.Reply reply = walk.foghorn.get("/resolve/" + walk.stream().playbackId());
        expect(reply.status() == 200, reply.status() + " " + reply.body());
        JsonNode primary = reply.json().path("primary");
        expect(primary.path("nodeId").asText().equals(walk.first.agent().id()), "it names " + primary);
        expect(primary.path("outputs").has("HLS"), "HLS is missing: " + primary.path("outputs"));
        return primary.path("outputs").size() + " outputs of node "
                + primary.path("nodeId").asText();
    }

    private String refuseUnknown() throws IOException {
        Foghorn.Reply reply = walk.foghorn.play("nosuchplayback00", "hls", "");
        expect(reply.status() == 404, reply.status() + " " + reply.body());
        expect(reply.json().has("code"), "no code in " + reply.body());
        return reply.body().strip();
    }

    private String count() throws IOException, Denied {
        viewers = walk.watch(walk.first, VIEWERS);
        walk.node(
                walk.first,
                "Foghorn counts " + VIEWERS + " viewers",
                node -> walk.streamOn(node).path("viewers").asInt() >= VIEWERS);
        long sessions = walk.first.mist().answered("USER_NEW");
        walk.awaitEvents("viewer_connect", sessions);
        return sessions + " sessions, the player's among them";
    }

    private String account() throws IOException {
        viewers.forEach(walk.first.mist()::leave);
        long sessions = walk.first.mist().answered("USER_NEW");
        Await.until(
                "MistServer ends all sessions",
                EdgeWalk.PATIENCE,
                () -> walk.first.mist().answered("USER_END") == sessions ? Optional.of(true) : Optional.empty());
        walk.awaitEvents("viewer_disconnect", sessions);
        return sessions + " of " + sessions;
    }
}
