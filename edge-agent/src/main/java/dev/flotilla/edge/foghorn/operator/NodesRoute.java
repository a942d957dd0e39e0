package dev.flotilla.edge.foghorn.operator;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.Snapshot;
import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.edge.foghorn.control.Commands;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Query;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.Mode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * {@code GET /nodes/overview}, {@code PUT /nodes/ID/mode} and {@code GET /nodes/ID/drain-status}: for programs on this machine,
 * and for those that have the token.
 */
final class NodesRoute implements Route {
    private static final Logger LOG = Logger.getLogger(NodesRoute.class);
    private static final int LONGEST_BODY = 16 * 1024;
    private static final int MOST_NODES = 1_000_000;

    private final Region region;
    private final Permission permission;
    private final Commands commands;
    private final Artifacts artifacts;
    private final InstantSource clock;

    NodesRoute(Region region, Permission permission, Commands commands, Artifacts artifacts, InstantSource clock) {
        this.region = region;
        this.permission = permission;
        this.commands = commands;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    @Override
    public Set<String> words() {
        return Set.of("nodes");
    }

    @Override
    public void answer(Call call) {
        if (!permission.allows(call)) {
            fault(call, 403, "forbidden", "flotilla.foghorn.token is wanted as a bearer token");
            return;
        }
        String rest = call.rest();
        int slash = rest.lastIndexOf('/');
        String what = call.request().method().name() + ' ' + rest.substring(slash + 1);
        String node = slash < 0 ? "" : rest.substring(0, slash);
        switch (what) {
            case "GET overview" -> overview(call);
            case "PUT mode" -> readMode(call, node);
            case "GET drain-status" -> status(call, node);
            default ->
                fault(
                        call,
                        404,
                        "not_found",
                        "nothing is here: GET /nodes/overview, PUT /nodes/ID/mode, GET /nodes/ID/drain-status");
        }
    }

    private void overview(Call call) {
        Snapshot snapshot = region.snapshot();
        Query query = call.query();
        List<Node> nodes = snapshot.nodes().stream()
                .filter(node -> query.get("include_stale").equals("true")
                        || node.presence().isTrusted())
                .filter(node -> !query.has("cap")
                        || node.identity().capabilities().words().contains(query.get("cap")))
                .skip(number(query.get("offset"), 0))
                .limit(number(query.get("limit"), MOST_NODES))
                .toList();
        send(
                call,
                200,
                query.get("full").equals("true")
                        ? Overview.full(nodes, snapshot, artifacts).toBuffer()
                        : Overview.nodes(nodes, snapshot).toBuffer());
    }

    private void readMode(Call call, String nodeId) {
        call.body(LONGEST_BODY, body -> {
            try {
                setMode(call, nodeId, body.map(JsonObject::new).orElseGet(JsonObject::new));
            } catch (DecodeException noJson) {
                fault(call, 400, "invalid_request", "the body is no JSON object with mode and set_by");
            }
        });
    }

    private void setMode(Call call, String nodeId, JsonObject body) {
        String word = text(body, "mode");
        Optional<Mode.Kind> kind = Modes.kind(word);
        if (kind.isEmpty()) {
            fault(call, 400, "invalid_mode", "mode is '%s': normal, draining or maintenance".formatted(word));
            return;
        }
        if (region.snapshot().node(nodeId).isEmpty()) {
            fault(call, 404, "node_not_found", "no node '%s'".formatted(nodeId));
            return;
        }
        Mode mode = Mode.newBuilder()
                .setKind(kind.get())
                .setSetBy(text(body, "set_by"))
                .setSetAtMs(clock.millis())
                .build();
        region.mode(nodeId, mode);
        tell(nodeId, mode);
        LOG.infof("node %s is now in mode %s, set by '%s'", nodeId, word, mode.getSetBy());
        status(call, nodeId);
    }

    /** The node keeps its mode; one that has no Helmsman cannot. */
    private void tell(String nodeId, Mode mode) {
        Optional<Node> node = region.snapshot().node(nodeId);
        if (node.isPresent() && !node.get().identity().isPolled()) {
            var _ = commands.send(
                            new NodeId(nodeId),
                            Command.newBuilder().setMode(mode).build())
                    .thenAccept(result -> {
                        if (!result.getRefused().isEmpty()) {
                            LOG.warnf("node %s was not told its mode: %s", nodeId, result.getRefused());
                        }
                    });
        }
    }

    private void status(Call call, String nodeId) {
        region.snapshot()
                .node(nodeId)
                .ifPresentOrElse(
                        node -> send(
                                call,
                                200,
                                new JsonObject()
                                        .put("node_id", node.id())
                                        .put("operational_mode", Modes.word(node.mode()))
                                        .put(
                                                "active_viewers",
                                                node.load().report().getViewers())
                                        .toBuffer()),
                        () -> fault(call, 404, "node_not_found", "no node '%s'".formatted(nodeId)));
    }

    private static String text(JsonObject body, String key) {
        return body.getValue(key) instanceof String text ? text : "";
    }

    private static long number(String text, long otherwise) {
        try {
            return text.isEmpty() ? otherwise : Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException noNumber) {
            return otherwise;
        }
    }

    private static void fault(Call call, int status, String error, String message) {
        send(
                call,
                status,
                new JsonObject().put("error", error).put("message", message).toBuffer());
    }

    private static void send(Call call, int status, Buffer body) {
        call.request()
                .response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body);
    }
}
