package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Sessions;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;

/** Which tenants demand a second factor of everybody. Whoever has none may then do nothing but set one up. */
@ApplicationScoped
class FactorPolicy {
    private final Tenancy tenancy;
    private final Sessions sessions;

    FactorPolicy(Tenancy tenancy, Sessions sessions) {
        this.tenancy = tenancy;
        this.sessions = sessions;
    }

    boolean isDemanded(TenantId tenant) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                                "select 1 from access.factor_policy where tenant_id = ?", row -> true, tenant.value())
                        .isPresent()));
    }

    void demand(TenantId tenant, boolean isDemanded) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        isDemanded
                                ? "insert into access.factor_policy (tenant_id) values (?) on conflict do nothing"
                                : "delete from access.factor_policy where tenant_id = ?",
                        tenant.value())));
        sessions.forgetRecent();
    }
}
