package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.foghorn.relay.EventRelay;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** The streams and what comes by them as figures for Prometheus. */
@Singleton
class ControlMeters {
    void register(
            @Observes StartupEvent event,
            MeterRegistry registry,
            Units units,
            Instance<Control> control,
            Instance<EventRelay> relay) {
        if (!units.has(Unit.FOGHORN)) {
            return;
        }
        Gauge.builder(
                        "flotilla.foghorn.streams",
                        control.get(),
                        streams -> streams.nodes().size())
                .description("Nodes that have a stream to this Foghorn")
                .register(registry);
        FunctionCounter.builder("flotilla.foghorn.relayed.events", relay.get(), EventRelay::delivered)
                .description("Events of nodes that the control center took from here")
                .register(registry);
        FunctionCounter.builder("flotilla.foghorn.refused.batches", relay.get(), EventRelay::turnedAway)
                .description("Batches of events that the control center did not take from here, and that nodes kept")
                .register(registry);
    }
}
