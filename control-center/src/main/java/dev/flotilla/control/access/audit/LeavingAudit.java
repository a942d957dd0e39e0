package dev.flotilla.control.access.audit;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Leaves of the audit log of a tenant that is deleted what happened and when, and takes out who did it, from where and to what. The
 * database lets nothing else be written over it.
 */
@ApplicationScoped
class LeavingAudit implements TenantLeaves {
    private static final int MOST = 1_000;

    private final Jobs jobs;

    LeavingAudit(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Turn turn() {
        return Turn.CLOSE;
    }

    @Override
    public String what() {
        return "names in the audit log";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return jobs.<Integer>call(Purpose.TENANT_DEPARTURE, sql -> sql.update("""
            update access.audit_entry set actor_id = null, actor_name = '', target_id = null, detail = null, before = null,
                after = null, address = null, user_agent = null
            where id in (select id from access.audit_entry where tenant_id = ? and actor_name <> '' limit ?)\
            """, tenant.value(), MOST));
    }
}
