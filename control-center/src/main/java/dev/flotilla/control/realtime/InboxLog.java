package dev.flotilla.control.realtime;

import dev.flotilla.control.event.EventOrder;
import dev.flotilla.control.event.EventOrder.Place;
import dev.flotilla.control.event.EventOrder.Placed;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** The inbox of events as a log of facts. */
@ApplicationScoped
class InboxLog implements FactLog {
    private final EventOrder order;

    InboxLog(EventOrder order) {
        this.order = order;
    }

    @Override
    public Position end() {
        return position(order.end());
    }

    @Override
    public List<Fact> between(Collection<TenantId> tenants, Position after, Position end, int most) {
        return facts(order.between(tenants, place(after), place(end), most));
    }

    @Override
    public List<Fact> between(TenantId tenant, Position after, Position end, int most) {
        return facts(order.between(tenant, place(after), place(end), most));
    }

    @Override
    public boolean isForgotten(TenantId tenant, Position position) {
        return order.isForgotten(tenant, place(position));
    }

    private static List<Fact> facts(List<Placed> events) {
        return events.stream()
                .map(placed -> new Fact(placed.tenant(), position(placed.place()), placed.event(), placed.media()))
                .toList();
    }

    private static Place place(Position position) {
        return new Place(position.group(), position.number());
    }

    private static Position position(Place place) {
        return new Position(place.xact(), place.number());
    }
}
