package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.Choice.Ranked;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.Wish;
import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.routing.Routed;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code /ingest/STREAM-KEY}: tells a publisher to which node to go, or sends a WHIP client there. Claims nothing: that is done
 * when the publisher comes. The key is a secret; it appears in the answer and nowhere else.
 */
final class IngestRoute implements Route {
    private static final String METHODS = "GET, HEAD, POST, OPTIONS";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final StreamDirectory directory;
    private final Region region;
    private final RoutingEvents events;
    private final Allowance<ClientAddress> allowance;

    IngestRoute(StreamDirectory directory, Region region, RoutingEvents events, Allowance<ClientAddress> allowance) {
        this.directory = directory;
        this.region = region;
        this.events = events;
        this.allowance = allowance;
    }

    @Override
    public Set<String> words() {
        return Set.of("ingest");
    }

    @Override
    public void answer(Call call) {
        Reply reply = new Reply(call.request(), METHODS);
        if (reply.isSettled()) {
            return;
        }
        String key = call.rest();
        if (key.isEmpty()) {
            reply.fault(Fault.MISSING_STREAM_KEY, "the path names no key: /ingest/STREAM-KEY");
        } else if (!allowance.take(call.client().subscriber())) {
            reply.fault(Fault.RATE_LIMITED, "too many questions from this address; wait a minute");
        } else if (KEY.matcher(key).matches()) {
            reply.with(directory.byStreamKey(key), lookup -> answer(call, reply, key, lookup));
        } else {
            reply.fault(Fault.INVALID_STREAM_KEY, "no stream has this key");
        }
    }

    private void answer(Call call, Reply reply, String key, Lookup lookup) {
        switch (lookup) {
            case Lookup.Found(StreamRecord stream, var _)
            when stream.getIsSuspended() -> reply.fault(Fault.ACCOUNT_SUSPENDED, "the stream is suspended");
            case Lookup.Found(StreamRecord stream, var _)
            when stream.hasPullSource() ->
                reply.fault(Fault.PULL_MODE, "the stream is fetched from elsewhere, and nobody publishes it");
            case Lookup.Found(StreamRecord stream, var _) -> answer(call, reply, key, stream);
            case Lookup.Unknown(boolean isNotEntitled)
            when isNotEntitled ->
                reply.fault(Fault.CLUSTER_NOT_ENTITLED, "the stream's tenant may not use this cluster");
            case Lookup.Unknown _ -> reply.fault(Fault.INVALID_STREAM_KEY, "no stream has this key");
            case Lookup.Unavailable _ ->
                reply.fault(Fault.VALIDATION_UNAVAILABLE, "the control center does not answer; try again");
        }
    }

    private void answer(Call call, Reply reply, String key, StreamRecord stream) {
        Wish wish = Wish.ingest().at(call.position()).from(call.client()).ofTenant(Hosts.of(stream));
        Choice choice = region.choose(wish);
        boolean isWhip = call.request().method().equals(HttpMethod.POST);
        events.add(
                Routed.of("ingest", isWhip ? "redirect" : "success", stream.getId(), wish, choice, call.ageNs(), ""));
        switch (choice) {
            case Choice.Refused refused -> reply.fault(Fault.NO_INGEST_NODES, refused.sentence());
            case Choice.Chosen chosen
            when isWhip ->
                reply.redirect(
                        NodeAddress.of(publisher(stream).orElse(chosen.best().node()))
                                        .base() + "webrtc/" + key);
            case Choice.Chosen chosen -> reply.json(endpoints(chosen, stream, key));
        }
    }

    /** The node that has the publisher already: one that comes again goes there, anywhere else it would be a second one. */
    private Optional<Node> publisher(StreamRecord stream) {
        return region.snapshot().publisher("live+" + stream.getName());
    }

    private JsonObject endpoints(Choice.Chosen chosen, StreamRecord stream, String key) {
        Optional<Node> publisher = publisher(stream);
        JsonArray endpoints = new JsonArray();
        publisher.ifPresent(node -> endpoints.add(endpoint(node, 0, key)));
        for (Ranked ranked : chosen.nodes()) {
            if (publisher.filter(node -> node.id().equals(ranked.node().id())).isEmpty()) {
                endpoints.add(endpoint(ranked.node(), ranked.score(), key));
            }
        }
        JsonObject primary = endpoints.getJsonObject(0);
        endpoints.remove(0);
        return new JsonObject()
                .put("primary", primary)
                .put("fallbacks", endpoints)
                .put(
                        "metadata",
                        new JsonObject().put("streamId", stream.getId()).put("isLive", publisher.isPresent()));
    }

    private static JsonObject endpoint(Node node, int score, String key) {
        NodeAddress address = NodeAddress.of(node);
        var declared = node.load().report().getOutputsMap();
        return new JsonObject()
                .put("nodeId", node.id())
                .put("kind", "NODE_SPECIFIC")
                .put("whipUrl", address.base() + "webrtc/" + key)
                .put("rtmpUrl", address.rtmpIngest(declared, key))
                .put("srtUrl", address.srtIngest(declared, key))
                .put("region", node.load().report().getLocation())
                .put("loadScore", score);
    }
}
