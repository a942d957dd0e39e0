package dev.flotilla.edge.node;

import dev.flotilla.edge.uplink.UplinkState;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.node.v1.Health;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the node does, as one JSON document. */
final class NodeStatus {
    private NodeStatus() {}

    static JsonObject of(UplinkState uplink, Optional<Identity> identity, Health health, List<FlowReport> flows) {
        return new JsonObject()
                .put("node", node(uplink, identity))
                .put("uplink", uplink(uplink, identity, health))
                .put("agent", agent(health))
                .put("engine", engine(health))
                .put("machine", machine(health))
                .put("flows", flows(flows))
                .put("problems", new JsonArray(List.copyOf(health.getProblemsList())));
    }

    private static JsonObject node(UplinkState uplink, Optional<Identity> identity) {
        JsonObject node = new JsonObject().put("hostname", Hostname.ofThisMachine());
        identity.ifPresent(known -> node.put("id", known.node().value())
                .put("name", known.nodeName())
                .put("tenant_id", known.tenant().value())
                .put("cluster_id", known.cluster().value()));
        if (uplink instanceof UplinkState.Connected connected) {
            node.put("name", connected.nodeName())
                    .put("tenant_name", connected.tenantName())
                    .put("cluster_name", connected.clusterName());
        }
        return node;
    }

    private static JsonObject uplink(UplinkState state, Optional<Identity> identity, Health health) {
        JsonObject uplink = new JsonObject()
                .put(
                        "state",
                        switch (state) {
                            case UplinkState.NotEnrolled _ -> "not_enrolled";
                            case UplinkState.Away _ -> "away";
                            case UplinkState.Connected _ -> "connected";
                            case UplinkState.Revoked _ -> "revoked";
                        })
                .put("detail", state.sentence())
                .put("spooled_events", health.getSpooledEvents())
                .put("lost_events", health.getLostEvents());
        identity.ifPresent(known -> uplink.put("center", known.center().toString())
                .put("address", known.uplink().toString())
                .put(
                        "certificate_not_after",
                        known.certificate().getNotAfter().toInstant().toString()));
        if (state instanceof UplinkState.Connected connected) {
            uplink.put("since", connected.since().toString())
                    .put("clock_ahead_ms", connected.clockAhead().toMillis());
        }
        return uplink;
    }

    private static JsonObject agent(Health health) {
        return new JsonObject()
                .put("version", AgentVersion.text())
                .put("started_at", time(health.getAgentStartedAtMs()))
                .put("memory_bytes", health.getAgentMemoryBytes());
    }

    private static JsonObject engine(Health health) {
        boolean isRunning = health.getEngineStartedAtMs() > 0;
        JsonObject engine = new JsonObject().put("running", isRunning);
        return isRunning
                ? engine.put("started_at", time(health.getEngineStartedAtMs()))
                        .put("memory_bytes", health.getEngineMemoryBytes())
                : engine;
    }

    private static JsonObject machine(Health health) {
        return new JsonObject()
                .put("cpu", health.getCpu())
                .put("memory_used_bytes", health.getMemoryUsedBytes())
                .put("memory_bytes", health.getMemoryBytes())
                .put("disk_used_bytes", health.getDiskUsedBytes())
                .put("disk_bytes", health.getDiskBytes())
                .put("network_in_bps", health.getNetworkInBps())
                .put("network_out_bps", health.getNetworkOutBps());
    }

    /** How many there are, in all and by health. */
    private static JsonObject flows(List<FlowReport> reports) {
        JsonObject flows = new JsonObject().put("total", reports.size());
        for (FlowReport report : reports) {
            String health = word(report.getHealth());
            flows.put(health, flows.getInteger(health, 0) + 1);
        }
        return flows;
    }

    private static String word(FlowHealth health) {
        return health.name().substring("FLOW_HEALTH_".length()).toLowerCase(Locale.ROOT);
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
