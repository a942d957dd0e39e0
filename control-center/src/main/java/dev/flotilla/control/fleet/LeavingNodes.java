package dev.flotilla.control.fleet;

import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.control.tenant.departure.TenantRows;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes the nodes and clusters of a tenant away that is deleted. */
@ApplicationScoped
class LeavingNodes implements TenantLeaves {
    private final TenantRows rows;

    LeavingNodes(TenantRows rows) {
        this.rows = rows;
    }

    @Override
    public Turn turn() {
        return Turn.ERASE;
    }

    @Override
    public String what() {
        return "nodes and clusters";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return rows.takeSome(tenant, "fleet", Set.of());
    }
}
