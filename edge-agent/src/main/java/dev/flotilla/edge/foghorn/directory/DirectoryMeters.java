package dev.flotilla.edge.foghorn.directory;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The directory as figures for Prometheus. */
final class DirectoryMeters {
    private DirectoryMeters() {}

    static void register(MeterRegistry registry, CenterLine line, CachedDirectory directory) {
        Gauge.builder("flotilla.foghorn.directory.away", line, center -> center.isAway() ? 1 : 0)
                .description("1 while the control center does not answer about streams, else 0")
                .register(registry);
        Gauge.builder(
                        "flotilla.foghorn.directory.streams",
                        directory,
                        known -> known.streams().size())
                .description("Streams that are remembered")
                .register(registry);
        FunctionCounter.builder("flotilla.foghorn.directory.questions", line, CenterLine::questions)
                .description("What the control center was asked about streams")
                .register(registry);
        FunctionCounter.builder("flotilla.foghorn.directory.unanswered", line, CenterLine::unanswered)
                .description("What the control center did not answer of it")
                .register(registry);
    }
}
