package dev.flotilla.control.flow;

import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.control.tenant.departure.TenantRows;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes away what is kept of the flows of a tenant that is deleted. */
@ApplicationScoped
class LeavingFlowRows implements TenantLeaves {
    private final TenantRows rows;

    LeavingFlowRows(TenantRows rows) {
        this.rows = rows;
    }

    @Override
    public Turn turn() {
        return Turn.ERASE;
    }

    @Override
    public String what() {
        return "templates and generations";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return rows.takeSome(tenant, "flow", Set.of());
    }
}
