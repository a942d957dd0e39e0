package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.Wish;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.viewer.NodeOutputs;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.CreateClip;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** {@code /clips}: makes, shows and deletes clips, for programs on this machine and those that have the token. */
final class ClipsRoute implements Route {
    private static final String PATHS = "nothing is here: POST /clips/create, GET /clips, GET or DELETE /clips/HASH,"
            + " GET /clips/HASH/node, GET /clips/resolve/HASH";

    private final Permission permission;
    private final Region region;
    private final Catalogue catalogue;
    private final NodeOrders orders;
    private final Streams streams;
    private final InstantSource clock;

    ClipsRoute(
            Permission permission,
            Region region,
            Catalogue catalogue,
            NodeOrders orders,
            Streams streams,
            InstantSource clock) {
        this.permission = permission;
        this.region = region;
        this.catalogue = catalogue;
        this.orders = orders;
        this.streams = streams;
        this.clock = clock;
    }

    @Override
    public Set<String> words() {
        return Set.of("clips");
    }

    @Override
    public void answer(Call call) {
        Answer answer = new Answer(call);
        if (!permission.allows(call)) {
            answer.fault(Fault.FORBIDDEN, Answer.WANTS_TOKEN);
            return;
        }
        String[] path = call.rest().split("/", -1);
        String what = call.request().method().name()
                + ' '
                + switch (path.length) {
                    case 1 -> path[0].isEmpty() ? "" : path[0].equals("create") ? "create" : "HASH";
                    case 2 -> path[0].equals("resolve") ? "resolve" : path[1];
                    default -> "elsewhere";
                };
        answer.guarded(() -> {
            switch (what) {
                case "GET " ->
                    answer.json(Page.of(call.query())
                            .json(
                                    "clips",
                                    catalogue.all(
                                            Artifact.Kind.KIND_CLIP,
                                            call.query().get("internal_name")),
                                    ArtifactJson::clip));
                case "POST create" -> answer.body(fields -> create(answer, fields));
                case "GET HASH" -> with(answer, path[0], clip -> answer.json(ArtifactJson.clip(clip)));
                case "DELETE HASH" -> with(answer, path[0], clip -> delete(answer, clip));
                case "GET node" -> with(answer, path[0], clip -> node(call, answer, clip));
                case "GET resolve" -> with(answer, path[1], clip -> resolve(answer, clip));
                default -> answer.fault(Fault.NOT_FOUND, PATHS);
            }
        });
    }

    private void with(Answer answer, String hash, Consumer<Known> next) {
        Optional<Known> clip = catalogue.find(Artifact.Kind.KIND_CLIP, hash);
        clip.ifPresentOrElse(
                next,
                () -> answer.fault(Fault.NOT_FOUND, "no node of the region tells of a clip '%s'".formatted(hash)));
    }

    private void create(Answer answer, Fields fields) {
        ClipWish wish = ClipWish.of(fields, clock.millis());
        streams.find(answer, fields, stream -> create(answer, wish, stream));
    }

    private void create(Answer answer, ClipWish wish, StreamRecord stream) {
        CreateClip clip = CreateClip.newBuilder()
                .setHash(ArtifactHash.at(Instant.ofEpochMilli(clock.millis())).value())
                .setStream(stream.getName())
                .setStreamId(stream.getId())
                .setTitle(wish.title())
                .setFormat(wish.format())
                .setStartMs(wish.startMs())
                .setStopMs(wish.stopMs())
                .build();
        switch (orders.siteOf(clip)) {
            case Site.Nowhere(String why) -> answer.fault(Fault.UNAVAILABLE, why);
            case Site.At(Node node) ->
                answer.with(
                        orders.make(node, clip),
                        outcome -> answer.outcome(outcome, done -> answer.json(created(clip, done.node()))));
        }
    }

    private JsonObject created(CreateClip clip, Node node) {
        String host = node.identity().publicUrl();
        String source = region.snapshot()
                .publisher("live+" + clip.getStream())
                .map(publisher -> publisher.identity().publicUrl())
                .orElse(host);
        return new JsonObject()
                .put("status", "processing")
                .put("clip_hash", clip.getHash())
                .put("request_id", clip.getHash())
                .put("node_id", node.id())
                .put("ingest_host", source)
                .put("storage_host", host);
    }

    private void delete(Answer answer, Known clip) {
        answer.with(
                orders.delete(clip),
                outcome -> answer.outcome(
                        outcome,
                        _ -> answer.json(
                                new JsonObject().put("status", "deleted").put("clip_hash", clip.hash()))));
    }

    /** Where it is played, without a look at who asks: the addresses work for whom the stream's policy lets in. */
    private void node(Call call, Answer answer, Known clip) {
        Set<String> holders = catalogue.holders(clip.hash());
        Choice choice = holders.isEmpty()
                ? new Choice.Refused(Map.of())
                : region.choose(Wish.holder("vod+" + clip.hash(), holders).at(call.position()));
        switch (choice) {
            case Choice.Refused _ ->
                answer.fault(Fault.UNAVAILABLE, "no node that is there holds clip '%s'".formatted(clip.hash()));
            case Choice.Chosen chosen -> {
                Node node = chosen.best().node();
                NodeOutputs outputs = new NodeOutputs(node, "vod+" + clip.hash());
                JsonObject all = new JsonObject();
                outputs.all()
                        .forEach((name, url) -> all.put(
                                name, new JsonObject().put("protocol", name).put("url", url)));
                answer.json(new JsonObject()
                        .put("node_id", node.id())
                        .put("base_url", outputs.base())
                        .put("outputs", all)
                        .put("clip_hash", clip.hash())
                        .put("status", ArtifactJson.status(clip.artifact())));
            }
        }
    }

    private void resolve(Answer answer, Known clip) {
        String name = clip.artifact().getStream();
        streams.find(
                answer,
                new Fields(new JsonObject().put("internal_name", name)),
                stream -> answer.json(new JsonObject()
                        .put("clip_hash", clip.hash())
                        .put("internal_name", name)
                        .put("stream_id", stream.getId())
                        .put("tenant_id", stream.getTenantId())
                        .put("status", ArtifactJson.status(clip.artifact()))
                        .put(
                                "node_ids",
                                new JsonArray(
                                        clip.nodes().stream().map(NodeId::value).toList()))));
    }
}
