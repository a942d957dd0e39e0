package dev.flotilla.edge.node;

import dev.flotilla.edge.unit.Units;
import dev.flotilla.edge.uplink.FlowReporting;
import dev.flotilla.edge.uplink.Uplink;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** The node's own HTTP API, for people and programs on the node: {@code GET /node/v1/status}. */
@Singleton
class NodeApi {
    private final Units units;
    private final Uplink uplink;
    private final FlowReporting flows;
    private final Instance<StatusPart> parts;

    NodeApi(Units units, Uplink uplink, FlowReporting flows, Instance<StatusPart> parts) {
        this.units = units;
        this.uplink = uplink;
        this.flows = flows;
        this.parts = parts;
    }

    void serve(@Observes Router router) {
        router.get("/node/v1/status")
                .blockingHandler(request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(status().encode()));
    }

    private JsonObject status() {
        JsonObject status = NodeStatus.of(uplink.state(), uplink.identity(), uplink.health(), flows.reports())
                .put("units", new JsonArray(units.words()));
        parts.forEach(part -> status.put(part.key(), part.value()));
        return status;
    }
}
