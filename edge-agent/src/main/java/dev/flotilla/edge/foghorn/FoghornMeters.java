package dev.flotilla.edge.foghorn;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What a Foghorn shows of itself at /q/metrics. */
final class FoghornMeters {
    private FoghornMeters() {}

    static void register(MeterRegistry registry, Region region) {
        Gauge.builder(
                        "flotilla.foghorn.nodes",
                        region,
                        all -> all.snapshot().nodes().size())
                .description("Nodes that this Foghorn knows")
                .register(registry);
        Gauge.builder(
                        "flotilla.foghorn.nodes.healthy",
                        region,
                        all -> all.snapshot().nodes().stream()
                                .filter(Node::isHealthy)
                                .count())
                .description("Nodes that are heard of and well")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.foghorn.redirects",
                        region,
                        all -> all.viewers().counts().redirects())
                .description("Viewers that were sent somewhere")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.foghorn.redirects.repeated",
                        region,
                        all -> all.viewers().counts().repeated())
                .description("Viewers that were sent somewhere again, and counted once")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.foghorn.redirects.confirmed",
                        region,
                        all -> all.viewers().counts().confirmed())
                .description("Viewers that arrived where they were sent")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.foghorn.redirects.abandoned",
                        region,
                        all -> all.viewers().counts().abandoned())
                .description("Viewers that did not arrive within 30 s")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.foghorn.redirects.unlisted",
                        region,
                        all -> all.viewers().counts().unlisted())
                .description("Viewers that could not be remembered, for want of room or of an address")
                .register(registry);
    }
}
