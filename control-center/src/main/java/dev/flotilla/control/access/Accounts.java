package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The rows of people who sign in. */
@ApplicationScoped
public class Accounts {
    /** Whose account it is, found by its login. */
    private record Found(TenantId tenant, String id) {}

    private final Tenancy tenancy;
    private final AccountRepository rows;
    private final Jobs jobs;

    Accounts(Tenancy tenancy, AccountRepository rows, Jobs jobs) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.jobs = jobs;
    }

    /** Whoever signs in under that name, of any tenant. */
    public Optional<Account> withLogin(String login) {
        Optional<Found> found = jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.one(
                        "select tenant_id, id from access.account where lower(login) = lower(?)",
                        row -> new Found(new TenantId(row.getString(1)), row.getString(2)),
                        login.strip()));
        return found.flatMap(account -> tenancy.call(account.tenant(), () -> rows.findByIdOptional(account.id()))
                .map(AccountEntity::account));
    }

    public Account get(TenantId tenant, UserId user) {
        return tenancy.call(tenant, () -> rows.findByIdOptional(user.value()))
                .map(AccountEntity::account)
                .orElseThrow(() -> new IllegalStateException("no account " + user));
    }

    /** The account, when it is one of that tenant. */
    public Optional<Account> find(TenantId tenant, String id) {
        return tenancy.call(tenant, () -> rows.findByIdOptional(id)).map(AccountEntity::account);
    }

    /** Everybody of the tenant, by login. */
    public List<Account> all(TenantId tenant) {
        return tenancy.call(
                tenant,
                () -> rows.listAll(Sort.by("login")).stream()
                        .map(AccountEntity::account)
                        .toList());
    }

    /** Throws {@link dev.flotilla.control.database.Duplicate} when somebody has that login already. */
    public void add(Account account) {
        tenancy.run(account.tenant(), () -> rows.add(new AccountEntity(account)));
    }

    public void setRole(Account account, Role role) {
        tenancy.run(
                account.tenant(),
                () -> rows.step("role = ?1 where id = ?2", role, account.id().value()));
    }

    /** Takes the account away, with its sessions and API tokens. */
    public void remove(Account account) {
        tenancy.run(account.tenant(), () -> rows.delete("id", account.id().value()));
    }

    /** Across tenants, for the first start. */
    static int insert(Sql sql, Account account) {
        return sql.update(
                """
                insert into access.account
                    (id, tenant_id, login, display_name, role, password_hash, must_change_password)
                values (?, ?, ?, ?, ?, ?, ?)\
                """,
                account.id().value(),
                account.tenant().value(),
                account.login(),
                account.displayName(),
                account.role().name(),
                account.passwordHash(),
                account.mustChangePassword());
    }

    /** The same password, hashed as hashes are made now. */
    void rehash(Account account, String passwordHash) {
        tenancy.run(
                account.tenant(),
                () -> rows.step(
                        "passwordHash = ?1 where id = ?2 and passwordHash = ?3",
                        passwordHash,
                        account.id().value(),
                        account.passwordHash()));
    }

    /** The user's own choice, so that nothing is left to be changed. */
    public void setPassword(Account account, String passwordHash) {
        tenancy.run(
                account.tenant(),
                () -> rows.step(
                        "passwordHash = ?1, mustChangePassword = false where id = ?2",
                        passwordHash,
                        account.id().value()));
    }
}
