package dev.flotilla.control.database;

import dev.flotilla.id.TenantId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entry into a tenant's data: everything that reads or writes it runs in here, in one transaction. Outside of it the
 * database shows no row of any tenant.
 */
@ApplicationScoped
public class Tenancy {
    private static final ScopedValue<TenantId> TENANT = ScopedValue.newInstance();

    private final AgroalDataSource source;

    Tenancy(AgroalDataSource source) {
        this.source = source;
    }

    /**
     * Runs the work in a transaction of that tenant, and commits unless it throws. Within work of the same tenant it joins the
     * transaction at hand; a tenant inside of another is a bug.
     */
    public <T extends @Nullable Object> T call(TenantId tenant, Supplier<T> work) {
        if (TENANT.isBound()) {
            if (!TENANT.get().equals(tenant)) {
                throw new IllegalStateException("work for " + tenant + " inside of work for " + TENANT.get());
            }
            return work.get();
        }
        return ScopedValue.where(TENANT, tenant)
                .call(() -> QuarkusTransaction.requiringNew().call(() -> {
                    sql(sql -> sql.one(
                            "select set_config('flotilla.tenant', ?, true)", row -> row.getString(1), tenant.value()));
                    return work.get();
                }));
    }

    public void run(TenantId tenant, Runnable work) {
        call(tenant, () -> {
            work.run();
            return null;
        });
    }

    /** Work in plain SQL. */
    public interface Statements<T extends @Nullable Object> {
        T run(Sql sql);
    }

    /** Runs statements on the connection of the tenant's transaction that is under way. */
    public <T extends @Nullable Object> T sql(Statements<T> statements) {
        if (!TENANT.isBound()) {
            throw new IllegalStateException("no tenant: wrap the work in Tenancy.call");
        }
        try (Connection connection = source.getConnection()) {
            return statements.run(Sql.on(connection));
        } catch (SQLException e) {
            throw new SqlFailure("getting a connection", e);
        }
    }
}
