package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.OptionalLong;

/** The rows of apps that make codes, one for an account at most. Each code counts once. */
@ApplicationScoped
class TotpCodes {
    private final Tenancy tenancy;
    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    TotpCodes(Tenancy tenancy, Secrets secrets) {
        this.tenancy = tenancy;
        this.secrets = secrets;
    }

    boolean isOn(Account account) {
        return tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.one(
                                "select 1 from access.totp where account_id = ? and confirmed_at is not null",
                                row -> true,
                                account.id().value())
                        .isPresent()));
    }

    /** A new secret in place of one that was never confirmed. */
    byte[] begin(Account account) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        byte[] sealed = seal().close(secret, context(account));
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql ->
                        sql.update("""
                            insert into access.totp (account_id, tenant_id, sealed_secret) values (?, ?, ?)
                            on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, last_step = 0
                                where totp.confirmed_at is null\
                            """, account.id().value(), account.tenant().value(), sealed)));
        return secret;
    }

    /** Whether the first code was right, so that the app counts from now on. */
    boolean confirm(Account account, String code) {
        return take(account, code, "confirmed_at is null");
    }

    /** Whether the code is right and new; from now on it is spent, with all before it. */
    boolean take(Account account, String code) {
        return take(account, code, "confirmed_at is not null");
    }

    void remove(Account account) {
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "delete from access.totp where account_id = ?",
                        account.id().value())));
    }

    private boolean take(Account account, String code, String state) {
        return tenancy.call(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.one(
                                "select sealed_secret, last_step from access.totp where account_id = ? and " + state
                                        + " for update",
                                row -> Totp.stepOf(
                                        code,
                                        seal().open(row.getBytes("sealed_secret"), context(account)),
                                        row.getLong("last_step"),
                                        clock.instant()),
                                account.id().value())
                        .filter(OptionalLong::isPresent)
                        .map(step -> spend(sql, account, step.getAsLong()))
                        .isPresent()));
    }

    private int spend(Sql sql, Account account, long step) {
        return sql.update(
                "update access.totp set last_step = ?, confirmed_at = coalesce(confirmed_at, ?) where account_id = ?",
                step,
                clock.instant(),
                account.id().value());
    }

    private Seal seal() {
        return secrets.seal("one-time codes");
    }

    private static String context(Account account) {
        return "totp of " + account.id();
    }
}
