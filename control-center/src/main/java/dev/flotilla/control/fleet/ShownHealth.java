package dev.flotilla.control.fleet;

import dev.flotilla.proto.node.v1.Health;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** How a node is, as the API shows it. */
@DefaultNonNull
@Name("Health")
public record ShownHealth(
        Instant measuredAt,
        double cpu,
        long memoryUsedBytes,
        long memoryBytes,
        long diskUsedBytes,
        long diskBytes,
        long networkInBps,
        long networkOutBps,
        long agentMemoryBytes,
        long engineMemoryBytes,
        Instant agentStartedAt,
        Optional<Instant> engineStartedAt,
        long spooledEvents,
        long lostEvents,
        List<@NonNull String> problems) {
    static ShownHealth of(Health health) {
        return new ShownHealth(
                Instant.ofEpochMilli(health.getMeasuredAtMs()),
                health.getCpu(),
                health.getMemoryUsedBytes(),
                health.getMemoryBytes(),
                health.getDiskUsedBytes(),
                health.getDiskBytes(),
                health.getNetworkInBps(),
                health.getNetworkOutBps(),
                health.getAgentMemoryBytes(),
                health.getEngineMemoryBytes(),
                Instant.ofEpochMilli(health.getAgentStartedAtMs()),
                Optional.of(health.getEngineStartedAtMs()).filter(ms -> ms > 0).map(Instant::ofEpochMilli),
                health.getSpooledEvents(),
                health.getLostEvents(),
                List.copyOf(health.getProblemsList()));
    }
}
