package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.LiveStream;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import dev.flotilla.tour.viewer.Foghorn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A second node carries the stream, too, and the first one is taken out of service without anybody noticing. */
final class SpreadingStream {
    private static final int VIEWERS = 5;

    private final EdgeWalk walk;

    SpreadingStream(EdgeWalk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("A viewer who comes to the second node has it pull the stream from the first", this::pull),
                new Step("A node that is drained gets nobody new, and keeps whom it has", this::drain),
                new Step("Back to normal, it gets viewers again", this::backToNormal));
    }

    private String pull() throws IOException, Denied {
        walk.watch(walk.second, VIEWERS);
        LiveStream replica = walk.second
                .mist()
                .streams()
                .find("live+" + walk.stream().name())
                .orElseThrow();
        expect(replica.isReplica(), "the second node has a stream of its own, from " + replica.source());
        walk.node(
                walk.second,
                "Foghorn knows the replica",
                node -> walk.streamOn(node).path("replicated").asBoolean());
        return "from " + replica.source();
    }

    private String drain() throws IOException, Denied {
        List<Session> there = walk.watch(walk.first, VIEWERS);
        Foghorn.Reply set = walk.foghorn.setMode(walk.first.agent().id(), "draining");
        expect(set.status() == 200, "the mode was not taken: " + set.status() + " " + set.body());
        String sent = walk.expectSent(walk.second, 10);
        long left = there.stream()
                .filter(session ->
                        walk.first.mist().streams().session(session.id()).isPresent())
                .count();
        expect(left == VIEWERS, "only " + left + " of " + VIEWERS + " viewers are left");
        there.forEach(walk.first.mist()::leave);
        return sent + ", " + left + " stay where they are";
    }

    private String backToNormal() throws IOException {
        Foghorn.Reply set = walk.foghorn.setMode(walk.first.agent().id(), "normal");
        expect(set.status() == 200, "the mode was not taken: " + set.status() + " " + set.body());
        return Await.until(
                "the first node gets a viewer",
                EdgeWalk.PATIENCE,
                () -> Optional.of(walk.next(walk.foghorn)).filter(walk.first.authority()::equals));
    }
}
