package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** The streams to Foghorns and what waits for them as figures for Prometheus. */
@Singleton
class ControlMeters {
    void register(
            @Observes StartupEvent event,
            MeterRegistry registry,
            Units units,
            Instance<Foghorns> foghorns,
            Instance<MediaEvents> events) {
        if (!units.has(Unit.HELMSMAN)) {
            return;
        }
        Gauge.builder(
                        "flotilla.helmsman.foghorns",
                        foghorns.get(),
                        all -> all.lines().size())
                .description("Foghorns of this node's region")
                .register(registry);
        Gauge.builder(
                        "flotilla.helmsman.foghorns.connected",
                        foghorns.get(),
                        all -> all.lines().stream()
                                .filter(Foghorns.Line::isConnected)
                                .count())
                .description("Foghorns to which this node has a stream")
                .register(registry);
        Gauge.builder(
                        "flotilla.helmsman.spooled.events",
                        events.get(),
                        media -> media.counts().events())
                .description("Events of streams and viewers that wait for the control center")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.helmsman.lost.events",
                        events.get(),
                        media -> media.counts().lost())
                .description(
                        "Events of streams and viewers that were dropped for want of room; never such as accounts need")
                .register(registry);
    }
}
