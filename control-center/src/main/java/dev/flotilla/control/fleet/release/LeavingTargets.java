package dev.flotilla.control.fleet.release;

import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.control.tenant.departure.TenantRows;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes away the targets and roll-outs of a tenant that is deleted, and the releases that it published. */
@ApplicationScoped
class LeavingTargets implements TenantLeaves {
    private final TenantRows rows;

    LeavingTargets(TenantRows rows) {
        this.rows = rows;
    }

    @Override
    public Turn turn() {
        return Turn.ERASE;
    }

    @Override
    public String what() {
        return "release targets and releases";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return rows.takeSome(tenant, "release", Set.of());
    }
}
