package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of people who sign in. */
@ApplicationScoped
class Accounts {
    private static final String COLUMNS =
            "select id, tenant_id, login, display_name, role, password_hash, must_change_password from access.account ";

    private final Tenancy tenancy;
    private final Jobs jobs;

    Accounts(Tenancy tenancy, Jobs jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    /** Whoever signs in under that name, of any tenant. */
    Optional<Account> withLogin(String login) {
        return jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.one(COLUMNS + "where lower(login) = lower(?)", Accounts::read, login.strip()));
    }

    Account get(TenantId tenant, UserId user) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(COLUMNS + "where id = ?", Accounts::read, user.value()))
                        .orElseThrow(() -> new IllegalStateException("no account " + user)));
    }

    void add(Account account) {
        tenancy.run(account.tenant(), () -> tenancy.sql(sql -> insert(sql, account)));
    }

    static int insert(Sql sql, Account account) {
        return sql.update(
                """
                insert into access.account
                    (id, tenant_id, login, display_name, role, password_hash, must_change_password)
                values (?, ?, ?, ?, ?, ?, ?)""",
                account.id().value(),
                account.tenant().value(),
                account.login(),
                account.displayName(),
                account.role().name(),
                account.passwordHash(),
                account.mustChangePassword());
    }

    /** The user's own choice, so that nothing is left to be changed. */
    void setPassword(Account account, String passwordHash) {
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "update access.account set password_hash = ?, must_change_password = false where id = ?",
                        passwordHash,
                        account.id().value())));
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(
                new UserId(row.getString("id")),
                new TenantId(row.getString("tenant_id")),
                row.getString("login"),
                row.getString("display_name"),
                Role.valueOf(row.getString("role")),
                row.getString("password_hash"),
                row.getBoolean("must_change_password"));
    }
}
