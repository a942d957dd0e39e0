package dev.flotilla.control.fleet;

import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.uplink.v1.FlowReports;
import dev.flotilla.proto.uplink.v1.LocalFlows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node last said. Messages that it has not sent yet are the default instances.
 *
 * @param seenAt when it last said something; null when it never did
 * @param flows without the local flows' definitions, which are in {@code localFlows}
 */
public record NodeReport(
        @Nullable Instant seenAt,
        boolean isOnline,
        Inventory inventory,
        Health health,
        FlowReports flows,
        LocalFlows localFlows) {
    static final NodeReport SILENCE = new NodeReport(
            null,
            false,
            Inventory.getDefaultInstance(),
            Health.getDefaultInstance(),
            FlowReports.getDefaultInstance(),
            LocalFlows.getDefaultInstance());

    NodeReport online(Instant now) {
        return new NodeReport(now, true, inventory, health, flows, localFlows);
    }

    NodeReport seen(Instant now) {
        return new NodeReport(now, isOnline, inventory, health, flows, localFlows);
    }

    NodeReport offline() {
        return new NodeReport(seenAt, false, inventory, health, flows, localFlows);
    }

    NodeReport with(Inventory inventory) {
        return new NodeReport(seenAt, isOnline, inventory, health, flows, localFlows);
    }

    NodeReport with(Health health) {
        return new NodeReport(seenAt, isOnline, inventory, health, flows, localFlows);
    }

    NodeReport with(FlowReports reports) {
        return new NodeReport(
                seenAt,
                isOnline,
                inventory,
                health,
                reports.toBuilder().clearLocal().build(),
                reports.hasLocal() ? reports.getLocal() : localFlows);
    }
}
