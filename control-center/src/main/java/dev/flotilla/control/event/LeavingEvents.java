package dev.flotilla.control.event;

import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.control.tenant.departure.TenantRows;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes the events of a tenant away that is deleted. */
@ApplicationScoped
class LeavingEvents implements TenantLeaves {
    private final TenantRows rows;

    LeavingEvents(TenantRows rows) {
        this.rows = rows;
    }

    @Override
    public Turn turn() {
        return Turn.ERASE;
    }

    @Override
    public String what() {
        return "events";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return rows.takeSome(tenant, "event", Set.of());
    }
}
