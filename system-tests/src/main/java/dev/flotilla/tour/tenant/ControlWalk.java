package dev.flotilla.tour.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.center.Fleet;
import dev.flotilla.tour.node.EdgeNode;
import dev.flotilla.tour.viewer.Foghorn;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the steps of the control center's tour hand on to each other: the platform's operator, a tenant's owner, its two nodes. */
final class ControlWalk implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PROBLEM = "__typename ... on Problem { message }";

    final Fleet fleet;
    final Letters letters;

    /** Differs from run to run. */
    final String mark = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);

    final EdgeNode first;
    final EdgeNode second;
    final Foghorn foghorn;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable ControlCenter operator;
    private @Nullable ControlCenter owner;
    private @Nullable Authenticator phone;
    private String tenant = "";
    private String cluster = "";

    ControlWalk(Fleet fleet) throws IOException {
        this.fleet = fleet;
        letters = new Letters(fleet.home().resolve("control-center/mail"));
        int http = EdgeNode.freePort();
        first = keep(new EdgeNode(
                fleet,
                "harbour-one",
                Map.of(
                        "FLOTILLA_UNITS",
                        "mroute,foghorn",
                        "FLOTILLA_FOGHORN_HTTP_PORT",
                        Integer.toString(http),
                        "FLOTILLA_FOGHORN_CONTROL_HOST",
                        "127.0.0.1",
                        "FLOTILLA_FOGHORN_CONTROL_PORT",
                        Integer.toString(EdgeNode.freePort()))));
        second = keep(new EdgeNode(fleet, "harbour-two", Map.of("FLOTILLA_UNITS", "mroute")));
        foghorn = keep(new Foghorn(URI.create("http://127.0.0.1:" + http), ""));
    }

    /** Is ended with the walk. */
    <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    /** The administrator of {@code ./flotilla up}, who operates the platform. */
    ControlCenter operator() throws IOException {
        ControlCenter known = operator;
        if (known == null) {
            known = fleet.logIn();
            operator = known;
        }
        return known;
    }

    ControlCenter owner() {
        ControlCenter known = owner;
        if (known == null) {
            throw new IllegalStateException("no step before this one has made an owner");
        }
        return known;
    }

    void setOwner(ControlCenter joined) {
        owner = joined;
    }

    /** The viewer's. */
    Authenticator phone() {
        Authenticator known = phone;
        if (known == null) {
            throw new IllegalStateException("no step before this one has set up a phone");
        }
        return known;
    }

    void setPhone(Authenticator setUp) {
        phone = setUp;
    }

    String tenant() {
        return tenant;
    }

    void setTenant(String made) {
        tenant = made;
    }

    String cluster() {
        return cluster;
    }

    void setCluster(String made) {
        cluster = made;
    }

    String email(String who) {
        return who + "." + mark + "@tour.example";
    }

    /**
     * Runs a mutation of one input.
     *
     * @param success what is wanted of the answer ("... on Stream { id }")
     */
    static JsonNode change(ControlCenter who, String mutation, Map<String, ?> input, String success)
            throws IOException {
        return who.ask(document(mutation, success), Map.of("input", input));
    }

    /** The same, for who may be refused. */
    static ControlCenter.Answer attempt(ControlCenter who, String mutation, Map<String, ?> input) throws IOException {
        return who.send(Map.of("query", document(mutation, ""), "variables", Map.of("input", input)));
    }

    /** Runs a mutation of one id. */
    static JsonNode change(ControlCenter who, String mutation, String id, String success) throws IOException {
        return who.ask(
                "mutation($id: ID!) { %s(id: $id) { %s %s } }".formatted(mutation, PROBLEM, success), Map.of("id", id));
    }

    private static String document(String mutation, String success) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return "mutation($input: %2$s!) { %1$s(input: $input) { %3$s %4$s } }"
                .formatted(mutation, type, PROBLEM, success);
    }

    /** The things on a page of a connection. */
    static List<JsonNode> nodes(JsonNode connection) {
        return StreamSupport.stream(connection.path("edges").spliterator(), false)
                .map(edge -> edge.path("node"))
                .toList();
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
