package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.media.UdpReceiver;
import dev.flotilla.tour.step.Step;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code kill -9} of each process costs. */
final class Crashing {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    private final Walk walk;
    private Instant killedAt = Instant.MAX;
    private Set<String> eventsBefore = Set.of();

    Crashing(Walk walk) {
        this.walk = walk;
    }

    List<Step> steps() {
        return List.of(
                new Step("kill -9 of the agent costs the flow no packet", this::killAgent),
                new Step("After kill -9 of the engine the flow runs again by itself", this::killEngine),
                new Step("kill -9 of the control center leaves the media alone", this::killControlCenter),
                new Step("It comes back, and every event is there exactly once", this::findEveryEventOnce));
    }

    private String killAgent() throws IOException {
        long engine = walk.node.engine().orElseThrow().pid();
        UdpReceiver.Seen before = settle();
        walk.node.killAgent();
        Await.pause(Duration.ofSeconds(3));
        walk.node.start();
        awaitOnline();
        UdpReceiver.Seen after = walk.receiver.seen();
        long lost = after.continuityErrors() - before.continuityErrors();
        expect(lost == 0, lost + " breaks in continuity");
        expect(after.packets() > before.packets(), "no packet came meanwhile");
        long adopted = walk.node.engine().orElseThrow().pid();
        expect(adopted == engine, "the new agent started another engine");
        return "0 lost of " + (after.packets() - before.packets()) + " packets, longest gap "
                + after.longestGap().toMillis() + " ms";
    }

    private String killEngine() throws IOException {
        long beganNs = System.nanoTime();
        walk.node.killEngine();
        Await.until("a new engine runs", PATIENCE, walk.node::engine);
        // What the old engine sent last has arrived by now.
        long before = walk.receiver.seen().packets();
        // A real encoder dials again by itself; ffmpeg ends with its connection.
        Await.until("packets come again", PATIENCE, () -> {
            if (!walk.isEncoding()) {
                walk.startEncoder();
            }
            return walk.receiver.seen().packets() > before + 200 ? Optional.of(true) : Optional.empty();
        });
        return "%.1f s".formatted((System.nanoTime() - beganNs) / 1e9);
    }

    private String killControlCenter() throws IOException {
        eventsBefore = ids(walk.center().events(walk.node.id()));
        UdpReceiver.Seen before = settle();
        ProcessHandle center = walk.fleet
                .process("control-center")
                .orElseThrow(() -> new IOException("the control center does not run"));
        killedAt = Instant.now();
        center.destroyForcibly();
        Await.pause(OUTAGE);
        UdpReceiver.Seen after = walk.receiver.seen();
        long lost = after.continuityErrors() - before.continuityErrors();
        expect(lost == 0, lost + " breaks in continuity");
        expect(
                after.longestGap().compareTo(Duration.ofSeconds(1)) < 0,
                "media paused for " + after.longestGap().toMillis() + " ms");
        return (after.packets() - before.packets()) + " packets in " + OUTAGE.toSeconds() + " s without it, none lost";
    }

    private String findEveryEventOnce() throws IOException {
        // Something worth telling happens while nobody listens.
        walk.stopEncoder();
        Await.pause(Duration.ofSeconds(4));
        walk.startEncoder();
        Await.pause(Duration.ofSeconds(4));
        Instant backAt = Instant.now();
        // As a user would: it starts what does not run.
        walk.fleet.flotilla(walk.node.log().resolveSibling("up.log"), "up", "--detach", "--no-build", "--yes");
        awaitOnline();
        // What is shown of the node is at first what it said before the crash.
        Await.until(
                "something of what happened during the outage is known",
                PATIENCE,
                () -> walk.center().events(walk.node.id()).stream()
                        .filter(event -> isBetween(event, killedAt, backAt))
                        .findFirst());
        Await.until(
                "nothing is left in the node's spool",
                PATIENCE,
                () -> walk.center()
                        .node(walk.node.id())
                        .filter(node -> node.at("/health/spooledEvents").asLong(1) == 0));
        List<JsonNode> events = walk.center().events(walk.node.id());
        Set<String> ids = ids(events);
        expect(ids.size() == events.size(), events.size() - ids.size() + " events are there twice");
        expect(ids.containsAll(eventsBefore), "events from before the crash are gone");
        List<JsonNode> during = events.stream()
                .filter(event -> isBetween(event, killedAt, backAt))
                .toList();
        long lost = walk.center()
                .node(walk.node.id())
                .orElseThrow()
                .at("/health/lostEvents")
                .asLong();
        expect(lost == 0, lost + " events were lost");
        return events.size() + " events, " + during.size() + " of them from the outage";
    }

    /** The first reading of a stretch without loss: after a moment, so that it begins in the middle of a stream. */
    private UdpReceiver.Seen settle() throws IOException {
        Await.pause(Duration.ofSeconds(1));
        walk.receiver.forgetGaps();
        return walk.receiver.seen();
    }

    private void awaitOnline() throws IOException {
        String id = walk.node.id();
        Instant asked = Instant.now();
        Await.until(
                "the second node is online again",
                PATIENCE,
                () -> walk.center()
                        .node(id)
                        .filter(node -> node.path("state").asText().matches("ONLINE|PROBLEM"))
                        .filter(node -> Duration.between(asked, Instant.now()).toSeconds() >= 2));
    }

    private static Set<String> ids(List<JsonNode> events) {
        var ids = new HashSet<String>();
        events.forEach(event -> ids.add(event.path("id").asText()));
        return ids;
    }

    private static boolean isBetween(JsonNode event, Instant from, Instant to) {
        Instant at = Instant.parse(event.path("occurredAt").asText());
        return !at.isBefore(from) && !at.isAfter(to);
    }
}
