package dev.flotilla.edge.foghorn.routing;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Routing events within the agent, and how many there were. */
@Singleton
class RoutingUnit {
    private final boolean isOn;
    private final RoutingEvents events;

    RoutingUnit(Units units, RoutingConfig config, Instance<EventSink> sink, Places places, MeterRegistry registry) {
        config.check();
        isOn = units.has(Unit.FOGHORN);
        events = new RoutingEvents(sink::get, places, config.waiting(), config.perSecond(), Clock.systemUTC());
        if (isOn) {
            FunctionCounter.builder("flotilla.foghorn.routing.events", events, RoutingEvents::written)
                    .description("Routing decisions that became events")
                    .register(registry);
            FunctionCounter.builder("flotilla.foghorn.routing.events.dropped", events, RoutingEvents::dropped)
                    .description("Routing decisions of which no event tells, since too many came at once")
                    .register(registry);
        }
    }

    void start(@Observes StartupEvent event) {
        if (isOn) {
            events.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (isOn) {
            events.close();
        }
    }

    @Produces
    @Singleton
    RoutingEvents routingEvents() {
        return events;
    }
}
