package dev.flotilla.control.tenant.departure;

import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes away the tenant itself. How its deletion went stays, without its name. */
@ApplicationScoped
class LeavingTenant implements TenantLeaves {
    private final TenantRows rows;

    LeavingTenant(TenantRows rows) {
        this.rows = rows;
    }

    @Override
    public Turn turn() {
        return Turn.CLOSE;
    }

    @Override
    public String what() {
        return "tenant";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return rows.takeSome(tenant, "tenant", Set.of("departure"));
    }
}
