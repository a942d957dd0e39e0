package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.setup.Change;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** How MistServer's configuration differs from what it is to be: {@code GET /node/v1/mist/diff}. */
final class MistDiffApi {
    private final Beside beside;

    MistDiffApi(Beside beside) {
        this.beside = beside;
    }

    void mount(Router router) {
        router.get("/node/v1/mist/diff").blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext context) {
        try {
            JsonArray changes = new JsonArray();
            beside.difference().stream().map(Change::line).forEach(changes::add);
            send(context, 200, new JsonObject().put("changes", changes));
        } catch (MistFailure | IllegalArgumentException wrong) {
            send(context, 503, new JsonObject().put("error", wrong.getMessage()));
        }
    }

    private static void send(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.encode());
    }
}
