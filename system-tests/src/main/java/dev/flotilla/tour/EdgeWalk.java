package dev.flotilla.tour;

import static dev.flotilla.tour.step.Step.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.mist.MistNetwork;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.center.Operations;
import dev.flotilla.tour.center.StreamOperations;
import dev.flotilla.tour.node.EdgeNode;
import dev.flotilla.tour.node.MistNode;
import dev.flotilla.tour.time.Await;
import dev.flotilla.tour.viewer.Foghorn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the steps of the edge's tour hand on to each other: the region's Foghorns and nodes, one stream, and its viewers. */
final class EdgeWalk implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    final Fleet fleet;
    final Foghorn foghorn;
    final MistNode first;
    final MistNode second;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable Operations center;
    private StreamOperations.@Nullable Created stream;
    private @Nullable Session publisher;
    private long otherViewers;

    EdgeWalk(Fleet fleet) throws IOException {
        this.fleet = fleet;
        URI address = URI.create("http://127.0.0.1:" + fleet.port(18008));
        foghorn = keep(new Foghorn(address, ""));
        var network = new MistNetwork();
        first = keep(MistNode.start(fleet, "mist-one", "127.0.0.2", address, network));
        second = keep(MistNode.start(fleet, "mist-two", "127.0.0.3", address, network));
    }

    /** Sessions of viewers that both MistServers have seen since they started. */
    long viewersSoFar() {
        return first.mist().streams().everCame(Session.Kind.VIEWER)
                + second.mist().streams().everCame(Session.Kind.VIEWER);
    }

    /** So many of them watched something else than the walk's stream. */
    void watchedOther(long viewers) {
        otherViewers += viewers;
    }

    long otherViewers() {
        return otherViewers;
    }

    /** Is ended with the walk. */
    <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    Operations center() throws IOException {
        Operations known = center;
        if (known == null) {
            known = new Operations(fleet.logIn());
            center = known;
        }
        return known;
    }

    /** Enrols an agent and starts it. */
    void join(EdgeNode node, String name) throws IOException {
        String token = center().createToken("tour: " + name).path("token").asText();
        EdgeNode.Ended ended = node.enroll(token);
        expect(ended.status() == 0, "the agent could not enrol: " + ended.output());
        node.start();
    }

    StreamOperations.Created stream() {
        StreamOperations.Created made = stream;
        if (made == null) {
            throw new IllegalStateException("no step before this one has made a stream");
        }
        return made;
    }

    void setStream(StreamOperations.Created made) {
        stream = made;
        keep(() -> center().streams().delete(made.id()));
    }

    /** Has an encoder publish to the first node. */
    Session publish() throws Denied {
        Session session = first.mist().publish(stream().secret());
        publisher = session;
        return session;
    }

    void unpublish() {
        Session session = publisher;
        if (session != null) {
            first.mist().unpublish(session);
        }
    }

    /** A node in the Foghorn's picture, as soon as it is as wanted. */
    JsonNode node(MistNode node, String what, Predicate<JsonNode> wanted) throws IOException {
        String id = node.agent().id();
        return Await.until(what, PATIENCE, () -> foghorn.node(id).filter(wanted));
    }

    /** The walk's stream within what the Foghorn says of a node; missing when it is not there. */
    JsonNode streamOn(JsonNode node) {
        for (JsonNode each : node.path("streams")) {
            if (each.path("name").asText().endsWith(stream().name())) {
                return each;
            }
        }
        return node.path("no stream");
    }

    /** Where the next viewer is sent to. */
    String next(Foghorn asked) throws IOException {
        return asked.play(stream().playbackId(), "hls", "").node();
    }

    /** Expects that some more viewers are all sent to that node. */
    String expectSent(MistNode node, int viewers) throws IOException {
        for (int viewer = 0; viewer < viewers; viewer++) {
            String sent = next(foghorn);
            expect(sent.equals(node.authority()), "a viewer was sent to " + sent + " instead of " + node.authority());
        }
        return viewers + " viewers to " + node.authority();
    }

    List<Session> watch(MistNode node, int viewers) throws Denied {
        var sessions = new ArrayList<Session>();
        for (int viewer = 0; viewer < viewers; viewer++) {
            sessions.add(node.mist().watch(stream().playbackId(), "HLS", ""));
        }
        return sessions;
    }

    /** How many events of that type the control center has of the stream; each must be there once. */
    long events(String type) throws IOException {
        List<JsonNode> events = center().streams().events(stream().id());
        long different = events.stream()
                .map(event -> event.path("id").asText())
                .distinct()
                .count();
        expect(different == events.size(), (events.size() - different) + " events are there twice");
        return events.stream()
                .filter(event -> event.path("type").asText().equals(type))
                .count();
    }

    /** Waits until the control center has exactly that many, and looks again whether it stays so. */
    void awaitEvents(String type, long wanted) throws IOException {
        Await.until(wanted + " events " + type + " of the stream, last " + events(type), PATIENCE, () -> {
            long now = events(type);
            expect(now <= wanted, now + " events " + type + " instead of " + wanted);
            return now == wanted ? Optional.of(now) : Optional.empty();
        });
        Await.pause(Duration.ofSeconds(2));
        expect(events(type) == wanted, "there are more than " + wanted + " events " + type + " now");
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = new IOException("what the walk made could not be ended: " + e.getMessage(), e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
