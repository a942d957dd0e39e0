package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import dev.flotilla.mist.MistServer;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.wire.Fault;
import dev.flotilla.tour.center.StreamOperations;
import dev.flotilla.tour.node.EdgeNode;
import dev.flotilla.tour.node.MistNode;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import dev.flotilla.tour.viewer.Foghorn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What {@code kill -9} of each part, and a MistServer that hangs, cost viewers and accounts. */
final class FailingEdges {
    private static final int VIEWERS = 6;

    private final EdgeWalk walk;
    private @Nullable EdgeNode secondFoghorn;
    private @Nullable Foghorn spare;

    FailingEdges(EdgeWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("kill -9 of a Helmsman loses no account and doubles none", this::killHelmsman),
                new Step("A second Foghorn joins and has the whole picture", this::joinFoghorn),
                new Step("kill -9 of the first Foghorn: viewers go on by the second", this::killFoghorn),
                new Step("Without any Foghorn, who is known may still watch", this::killEveryFoghorn),
                new Step(
                        "kill -9 of the control center leaves viewers alone, and a publisher who comes again",
                        this::killCenter),
                new Step("A MistServer that hangs gets nobody new within its deadline", this::hang),
                new Step("One that crashes is set up again, and its publisher let in again", this::crash));
    }

    private String killHelmsman() throws IOException, Denied {
        List<Session> viewers = walk.watch(walk.first, VIEWERS);
        List<Session> leaving = viewers.subList(0, VIEWERS / 2);
        leaving.forEach(walk.first.mist()::leave);
        awaitAccounts(walk.first.mist());
        walk.first.agent().killAgent();
        long killedNs = System.nanoTime();
        String meanwhile;
        try {
            walk.first.mist().watch(walk.stream().playbackId(), "HLS", "");
            throw new AssertionError("a viewer was let in whom nobody had decided about");
        } catch (Denied denied) {
            meanwhile = denied.reason().toString();
        }
        long there = viewers.stream()
                .skip(VIEWERS / 2)
                .filter(session ->
                        walk.first.mist().streams().session(session.id()).isPresent())
                .count();
        expect(there == VIEWERS / 2, "only " + there + " viewers are left");
        walk.first.agent().start();
        walk.node(
                walk.first,
                "the node is active again",
                node -> node.path("is_active").asBoolean());
        double outage = (System.nanoTime() - killedNs) / 1e9;
        viewers.subList(VIEWERS / 2, VIEWERS).forEach(walk.first.mist()::leave);
        long accounts = expectAccounts();
        return "%d viewers watched on, new ones were refused (%s) for %.1f s; %d sessions, each accounted for once"
                .formatted(there, meanwhile, outage, accounts);
    }

    private String joinFoghorn() throws IOException {
        int http = EdgeNode.freePort();
        var node = walk.keep(new EdgeNode(
                walk.fleet,
                "foghorn-two",
                Map.of(
                        "FLOTILLA_UNITS",
                        "foghorn",
                        "FLOTILLA_FOGHORN_HTTP_PORT",
                        Integer.toString(http),
                        "FLOTILLA_FOGHORN_CONTROL_HOST",
                        "127.0.0.1",
                        "FLOTILLA_FOGHORN_CONTROL_PORT",
                        Integer.toString(EdgeNode.freePort()))));
        walk.join(node, "foghorn-two");
        Foghorn second = walk.keep(new Foghorn(URI.create("http://127.0.0.1:" + http), ""));
        secondFoghorn = node;
        spare = second;
        for (MistNode each : List.of(walk.first, walk.second)) {
            String id = each.agent().id();
            Await.until(
                    "the second Foghorn knows the node " + id,
                    EdgeWalk.PATIENCE,
                    () -> second.node(id)
                            .filter(known -> known.path("is_active").asBoolean()));
        }
        return "it sends viewers to "
                + Await.until("it knows the stream", EdgeWalk.PATIENCE, () -> Optional.of(walk.next(second)));
    }

    private String killFoghorn() throws IOException, Denied {
        ProcessHandle agent = walk.fleet
                .process("edge-agent")
                .orElseThrow(() -> new IOException("the agent of ./flotilla up does not run"));
        agent.destroyForcibly();
        String sent = walk.next(Objects.requireNonNull(spare));
        long beganNs = System.nanoTime();
        List<Session> viewers = walk.watch(walk.second, VIEWERS);
        double perViewer = (System.nanoTime() - beganNs) / 1e9 / VIEWERS;
        viewers.forEach(walk.second.mist()::leave);
        publishUnheardOf();
        return "the next one to %s, let in after %.2f s each; so was a publisher whom no Helmsman knew"
                .formatted(sent, perViewer);
    }

    /** Only a Foghorn can let this publisher in: no Helmsman remembers the key, for the stream was made a moment ago. */
    private void publishUnheardOf() throws IOException, Denied {
        StreamOperations.Created fresh = walk.center().streams().create("Made after the first Foghorn died");
        walk.keep(() -> walk.center().streams().delete(fresh.id()));
        walk.second.mist().unpublish(walk.second.mist().publish(fresh.secret()));
    }

    private String killEveryFoghorn() throws IOException, Denied {
        EdgeNode node = Objects.requireNonNull(secondFoghorn);
        node.killAgent();
        long beganNs = System.nanoTime();
        Session viewer = walk.second.mist().watch(walk.stream().playbackId(), "HLS", "");
        double took = (System.nanoTime() - beganNs) / 1e9;
        walk.second.mist().leave(viewer);
        node.start();
        walk.fleet.flotilla(log(), "up", "--detach", "--no-build", "--yes");
        walk.node(
                walk.first,
                "the first Foghorn is back and knows the node",
                each -> each.path("is_active").asBoolean());
        return "let in after %.1f s by what Helmsman remembers; both are back".formatted(took);
    }

    private String killCenter() throws IOException, Denied {
        ProcessHandle center = walk.fleet
                .process("control-center")
                .orElseThrow(() -> new IOException("the control center does not run"));
        Await.until("Foghorn knows the stream", EdgeWalk.PATIENCE, () -> Optional.of(walk.next(walk.foghorn)));
        // So that this Foghorn, which was killed a moment ago, has the key in its memory: it is never on a disk.
        publishAgain();
        center.destroyForcibly();
        Await.pause(Duration.ofSeconds(3));
        String sent = walk.next(walk.foghorn);
        List<Session> viewers = walk.watch(walk.first, VIEWERS);
        publishAgain();
        viewers.forEach(walk.first.mist()::leave);
        walk.fleet.flotilla(log(), "up", "--detach", "--no-build", "--yes");
        expectAccounts();
        return "a viewer went to " + sent + ", " + VIEWERS
                + " were let in, and the publisher again; all accounted for once";
    }

    /** The publisher breaks off and comes again; somebody with a wrong key comes meanwhile. */
    private void publishAgain() throws IOException, Denied {
        walk.unpublish();
        Await.until(
                "the stream has ended",
                EdgeWalk.PATIENCE,
                () -> walk.first
                                .mist()
                                .streams()
                                .find("live+" + walk.stream().name())
                                .isEmpty()
                        ? Optional.of(true)
                        : Optional.empty());
        try {
            walk.first.mist().publish("sk_wrong_while_nobody_can_ask");
            throw new AssertionError("a stream key that nobody knows was taken");
        } catch (Denied denied) {
            walk.publish();
        }
    }

    private String hang() throws IOException, Denied {
        walk.node(
                walk.second,
                "the second node is active",
                node -> node.path("is_active").asBoolean());
        walk.watch(walk.second, 1);
        walk.second.mist().suffer(new Fault.Hang());
        long beganNs = System.nanoTime();
        var sentThere = new AtomicInteger();
        walk.node(walk.second, "Foghorn sees that it hangs", node -> {
            boolean isSeen = !node.path("is_active").asBoolean();
            sentThere.addAndGet(!isSeen && isSentTo(walk.second) ? 1 : 0);
            return isSeen;
        });
        double noticed = (System.nanoTime() - beganNs) / 1e9;
        String sent = walk.expectSent(walk.first, 10);
        walk.second.mist().suffer(new Fault.None());
        walk.node(
                walk.second,
                "it is active again",
                node -> node.path("is_active").asBoolean());
        return "noticed after %.1f s, until then %d viewers were sent there; then %s"
                .formatted(noticed, sentThere.get(), sent);
    }

    private boolean isSentTo(MistNode node) {
        try {
            return walk.next(walk.foghorn).equals(node.authority());
        } catch (IOException nowhere) {
            return false;
        }
    }

    private String crash() throws IOException, Denied {
        walk.first.mist().crash();
        walk.first.mist().start();
        long beganNs = System.nanoTime();
        Await.until(
                "its triggers are set again",
                EdgeWalk.PATIENCE,
                () -> Optional.of(walk.first.mist().configuration().triggers())
                        .filter(triggers -> triggers.has("PUSH_REWRITE")));
        double took = (System.nanoTime() - beganNs) / 1e9;
        walk.publish();
        walk.node(
                walk.first,
                "Foghorn knows the stream again",
                node -> walk.streamOn(node).path("inputs").asInt() == 1);
        return "its triggers are there after %.1f s".formatted(took);
    }

    /** Nobody who has left is still there, and the end of every session was told and answered. */
    private static long awaitAccounts(MistServer mist) throws IOException {
        return Await.until("MistServer has told the end of who left, and was answered", EdgeWalk.PATIENCE, () -> {
            boolean isLeaving = mist.streams().sessions().stream()
                    .anyMatch(session -> session.kind() == Session.Kind.VIEWER && !session.isHeld());
            long over = mist.streams().everCame(Session.Kind.VIEWER)
                    - mist.streams().count(Session.Kind.VIEWER);
            return !isLeaving && mist.answered("USER_END") == over ? Optional.of(over) : Optional.empty();
        });
    }

    /** Of each session that is over, the control center has the end exactly once. */
    private long expectAccounts() throws IOException {
        long over = awaitAccounts(walk.first.mist()) + awaitAccounts(walk.second.mist()) - walk.otherViewers();
        walk.awaitEvents("viewer_disconnect", over);
        return over;
    }

    private Path log() {
        return walk.first.agent().data().resolve("up.log");
    }
}
