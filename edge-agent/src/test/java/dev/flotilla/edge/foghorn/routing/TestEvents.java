package dev.flotilla.edge.foghorn.routing;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.foghorn.place.Places;
import java.time.Clock;

/** Routing events for tests of other features. */
public final class TestEvents {
    private TestEvents() {}

    /** Nobody hears of them. */
    public static RoutingEvents unheard() {
        return new RoutingEvents(() -> event -> {}, Places.none(), 1, 1, Clock.systemUTC());
    }

    /** That sink hears of them. */
    public static RoutingEvents heardBy(EventSink sink) {
        RoutingEvents events = new RoutingEvents(() -> sink, Places.none(), 1_000, 1_000, Clock.systemUTC());
        events.start();
        return events;
    }
}
