package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.place.Places;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /viewer/resolve-endpoint} and {@code POST /viewer/stream-meta}: the same as {@link PlayRoute} for programs that
 * ask on behalf of a viewer, with names in snake case.
 */
final class ViewerRoute implements Route {
    private static final String METHODS = "POST, OPTIONS";
    private static final int LONGEST_BODY = 64 * 1024;

    private final Viewing viewing;
    private final Region region;
    private final Places places;
    private final Origin origin;
    private final Permission permission;

    /** @param permission whose word about the address of another counts, besides that of a trusted proxy */
    ViewerRoute(Viewing viewing, Region region, Places places, Origin origin, Permission permission) {
        this.viewing = viewing;
        this.region = region;
        this.places = places;
        this.origin = origin;
        this.permission = permission;
    }

    @Override
    public Set<String> words() {
        return Set.of("viewer");
    }

    @Override
    public void answer(Call call) {
        Reply reply = new Reply(call.request(), METHODS);
        if (reply.isSettled()) {
            return;
        }
        switch (call.rest()) {
            case "resolve-endpoint" -> read(call, reply, body -> resolve(call, reply, body));
            case "stream-meta" -> read(call, reply, body -> describe(call, reply, body));
            default ->
                reply.fault(Fault.VIEW_KEY_NOT_FOUND, "nothing is here: /viewer/resolve-endpoint, /viewer/stream-meta");
        }
    }

    private void resolve(Call call, Reply reply, JsonObject body) {
        reply.with(viewing.find(viewer(call, body, true)), way -> {
            switch (way) {
                case Way.Open open -> reply.json(SnakeCase.of(EndpointsJson.of(open, region.snapshot())));
                case Way.Stored stored ->
                    reply.json(SnakeCase.of(StoredJson.of(stored, origin.of(call), region.snapshot())));
                case Way.Closed closed -> reply.fault(closed.fault(), closed.message());
            }
        });
    }

    /** Tells of a stream that nobody publishes at present, too. */
    private void describe(Call call, Reply reply, JsonObject body) {
        reply.with(viewing.find(viewer(call, body, false)), way -> {
            switch (way) {
                case Way.Open open -> describe(reply, open.watched());
                case Way.Stored stored -> describe(reply, stored.watched());
                case Way.Closed(Fault fault, String message, Watched watched)
                when fault.status() == 503 && watched != null -> describe(reply, watched);
                case Way.Closed closed -> reply.fault(closed.fault(), closed.message());
            }
        });
    }

    private void describe(Reply reply, Watched watched) {
        reply.json(SnakeCase.of(Metadata.of(watched, region.snapshot())));
    }

    private Viewing.Viewer viewer(Call call, JsonObject body, boolean comes) {
        boolean maySay = call.isByTrustedProxy() || permission.allows(call);
        @Nullable ClientAddress named = maySay ? ClientAddress.parse(text(body, "viewer_ip")) : null;
        @Nullable Position position = named == null ? call.position() : places.locate(named);
        return new Viewing.Viewer(
                "resolve",
                text(body, "content_id"),
                Protocols.ANY,
                text(body, "token").isEmpty() ? Token.of(call) : text(body, "token"),
                named == null ? call.client() : named,
                position,
                comes,
                System.nanoTime() - call.ageNs());
    }

    private static void read(Call call, Reply reply, Consumer<JsonObject> use) {
        call.body(LONGEST_BODY, collected -> {
            if (collected.isEmpty()) {
                reply.fault(Fault.INVALID_REQUEST, "the body is longer than %d bytes".formatted(LONGEST_BODY));
                return;
            }
            try {
                JsonObject body = new JsonObject(collected.get());
                if (PlayPath.isPlaybackId(text(body, "content_id"))) {
                    use.accept(body);
                } else {
                    reply.fault(Fault.INVALID_VIEW_KEY, "content_id: 1 to 64 letters, digits, '-' and '_'");
                }
            } catch (DecodeException noJson) {
                reply.fault(Fault.INVALID_REQUEST, "the body is no JSON object with content_type and content_id");
            }
        });
    }

    private static String text(JsonObject body, String key) {
        return body.getValue(key) instanceof String text ? text : "";
    }
}
