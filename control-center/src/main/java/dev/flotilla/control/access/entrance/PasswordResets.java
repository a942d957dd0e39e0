package dev.flotilla.control.access.entrance;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.control.access.PasswordRule;
import dev.flotilla.control.access.Passwords;
import dev.flotilla.control.access.Sessions;
import dev.flotilla.control.access.audit.AuditLog;
import dev.flotilla.control.access.mail.ConsoleAddress;
import dev.flotilla.control.access.mail.Letter;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The way back for who has lost their password: a link by mail, good once and for an hour. */
@ApplicationScoped
class PasswordResets {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration BETWEEN_LETTERS = Duration.ofMinutes(5);

    private record Found(TenantId tenant, String account) {}

    private final Tenancy tenancy;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Jobs jobs;
    private final AuditLog audit;
    private final ConsoleAddress console;
    private final Event<Letter> letters;
    private final Clock clock = Clock.systemUTC();

    PasswordResets(
            Tenancy tenancy,
            Accounts accounts,
            Sessions sessions,
            Passwords passwords,
            Jobs jobs,
            AuditLog audit,
            ConsoleAddress console,
            Event<Letter> letters) {
        this.tenancy = tenancy;
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.jobs = jobs;
        this.audit = audit;
        this.console = console;
        this.letters = letters;
    }

    /** Writes to whoever has that login, unless a letter went there a moment ago; else nothing happens. */
    void request(String login) {
        accounts.withLogin(login).ifPresent(account -> tenancy.run(account.tenant(), () -> write(account)));
    }

    /** Sets the password for who comes with the link, and ends all of their sessions. */
    void reset(LinkSecret secret, String password) {
        Found found = find(secret);
        tenancy.run(found.tenant(), () -> {
            Account account = accounts.find(found.tenant(), found.account()).orElseThrow(PasswordResets::notGood);
            PasswordRule.check("password", password, account.login());
            int spent = tenancy.sql(
                    sql -> sql.update("delete from access.password_reset where secret_hash = ?", secret.hash()));
            if (spent == 0) {
                throw notGood();
            }
            tenancy.sql(sql -> sql.update("delete from access.password_reset where account_id = ?", found.account()));
            accounts.setPassword(account, passwords.hash(password));
            sessions.endAll(account);
            audit.add(account.actor(), AuditLog.Deed.done("resetPassword", found.account()));
            letters.fire(new Letter(account.login(), "Your password was changed", """
                The password of %s on Flotilla was set anew, by a link in an earlier letter.

                If that was not you, tell an administrator of your organisation now.
                """.formatted(account.login())));
        });
    }

    private void write(Account account) {
        Instant now = clock.instant();
        LinkSecret secret = LinkSecret.random();
        boolean isDue = tenancy.sql(sql -> sql.one(
                        "select 1 from access.password_reset where account_id = ? and created_at > ?",
                        row -> true,
                        account.id().value(),
                        now.minus(BETWEEN_LETTERS)))
                .isEmpty();
        if (!isDue) {
            return;
        }
        tenancy.sql(sql -> sql.update(
                """
                insert into access.password_reset (secret_hash, tenant_id, account_id, created_at, expires_at)
                values (?, ?, ?, ?, ?)\
                """, secret.hash(), account.tenant().value(), account.id().value(), now, now.plus(LIFE)));
        letters.fire(new Letter(account.login(), "Choose a new password", """
            Somebody, hopefully you, asked for a new password for %s on Flotilla.

            Choose it here, within an hour:
            %s

            If it was not you, ignore this letter: nothing has changed.
            """.formatted(
                        account.login(), console.link("/reset-password", secret.text()))));
    }

    private Found find(LinkSecret secret) {
        Optional<Found> found = jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.one(
                        "select tenant_id, account_id from access.password_reset where secret_hash = ? and expires_at"
                                + " > ?",
                        row -> new Found(new TenantId(row.getString(1)), row.getString(2)),
                        secret.hash(),
                        clock.instant()));
        return found.orElseThrow(PasswordResets::notGood);
    }

    private static Refused notGood() {
        return new Refused(new NotFound("This link is not good, or not any more: ask for a new one."));
    }

    @Scheduled(every = "1h", delayed = "5m", identity = "password-resets")
    void forgetExpired() {
        jobs.call(
                Purpose.RETENTION,
                (Sql sql) -> sql.update("delete from access.password_reset where expires_at < ?", clock.instant()));
    }
}
