package dev.flotilla.control.access.leaving;

import dev.flotilla.control.access.Sessions;
import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.control.tenant.departure.TenantRows;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes everybody of a tenant away that is deleted, with their sessions and tokens. */
@ApplicationScoped
class LeavingAccounts implements TenantLeaves {
    private final TenantRows rows;
    private final Sessions sessions;

    LeavingAccounts(TenantRows rows, Sessions sessions) {
        this.rows = rows;
        this.sessions = sessions;
    }

    @Override
    public Turn turn() {
        return Turn.STOP;
    }

    @Override
    public String what() {
        return "accounts, sessions and tokens";
    }

    @Override
    public int takeSome(TenantId tenant) {
        int taken = rows.takeSome(tenant, "access", Set.of("audit_entry"));
        if (taken > 0) {
            sessions.forgetRecent();
        }
        return taken;
    }
}
