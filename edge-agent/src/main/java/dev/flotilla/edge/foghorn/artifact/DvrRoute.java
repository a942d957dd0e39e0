package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.StartDvr;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** {@code /dvr}: starts, ends and shows recordings, for programs on this machine and those that have the token. */
final class DvrRoute implements Route {
    private static final String PATHS =
            "nothing is here: POST /dvr/start, POST /dvr/stop/HASH, GET /dvr/status/HASH," + " GET /dvr/recordings";

    private final Permission permission;
    private final Catalogue catalogue;
    private final NodeOrders orders;
    private final Streams streams;
    private final InstantSource clock;

    DvrRoute(Permission permission, Catalogue catalogue, NodeOrders orders, Streams streams, InstantSource clock) {
        this.permission = permission;
        this.catalogue = catalogue;
        this.orders = orders;
        this.streams = streams;
        this.clock = clock;
    }

    @Override
    public Set<String> words() {
        return Set.of("dvr");
    }

    @Override
    public void answer(Call call) {
        Answer answer = new Answer(call);
        if (!permission.allows(call)) {
            answer.fault(Fault.FORBIDDEN, Answer.WANTS_TOKEN);
            return;
        }
        String rest = call.rest();
        int slash = rest.indexOf('/');
        String hash = slash < 0 ? "" : rest.substring(slash + 1);
        String what = call.request().method().name() + ' ' + (slash < 0 ? rest : rest.substring(0, slash + 1));
        answer.guarded(() -> {
            switch (what) {
                case "POST start" ->
                    answer.body(fields -> streams.find(answer, fields, stream -> start(answer, stream)));
                case "POST stop/" -> with(answer, hash, recording -> stop(answer, recording));
                case "GET status/" -> with(answer, hash, recording -> answer.json(ArtifactJson.recording(recording)));
                case "GET recordings" ->
                    answer.json(Page.of(call.query())
                            .json(
                                    "dvr_recordings",
                                    catalogue.all(
                                            Artifact.Kind.KIND_DVR, call.query().get("internal_name")),
                                    ArtifactJson::recording));
                default -> answer.fault(Fault.NOT_FOUND, PATHS);
            }
        });
    }

    private void with(Answer answer, String hash, Consumer<Known> next) {
        catalogue
                .find(Artifact.Kind.KIND_DVR, hash)
                .ifPresentOrElse(
                        next,
                        () -> answer.fault(
                                Fault.NOT_FOUND, "no node of the region tells of a recording '%s'".formatted(hash)));
    }

    private void start(Answer answer, StreamRecord stream) {
        Optional<Known> running = catalogue.running(stream.getName());
        if (running.isPresent()) {
            answer.json(new JsonObject()
                    .put("status", "already_started")
                    .put("dvr_hash", running.get().hash())
                    .put("storage_node_id", running.get().nodes().getFirst().value()));
            return;
        }
        StartDvr recording = StartDvr.newBuilder()
                .setHash(ArtifactHash.at(Instant.ofEpochMilli(clock.millis())).value())
                .setStream(stream.getName())
                .setStreamId(stream.getId())
                .setSettings(NodeOrders.settings(stream))
                .build();
        switch (orders.siteOf(recording)) {
            case Site.Nowhere(String why) -> answer.fault(Fault.UNAVAILABLE, why);
            case Site.At(Node node) ->
                answer.with(
                        orders.start(node, recording),
                        outcome -> answer.outcome(
                                outcome, done -> answer.json(started(recording.getHash(), done.node()))));
        }
    }

    private static JsonObject started(String hash, Node node) {
        return new JsonObject()
                .put("status", "started")
                .put("dvr_hash", hash)
                .put("ingest_host", node.identity().publicUrl())
                .put("storage_host", node.identity().publicUrl())
                .put("storage_node_id", node.id());
    }

    /** One that has ended already stays as it is. */
    private void stop(Answer answer, Known recording) {
        if (!Catalogue.isRunning(recording.artifact())) {
            answer.json(stopped(recording, ArtifactJson.status(recording.artifact())));
            return;
        }
        answer.with(
                orders.stop(recording),
                outcome -> answer.outcome(outcome, _ -> answer.json(stopped(recording, "stopping"))));
    }

    private static JsonObject stopped(Known recording, String status) {
        return new JsonObject().put("status", status).put("dvr_hash", recording.hash());
    }
}
