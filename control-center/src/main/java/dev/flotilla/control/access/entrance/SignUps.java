package dev.flotilla.control.access.entrance;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.Accounts;
import dev.flotilla.control.access.EmailAddress;
import dev.flotilla.control.access.LinkSecret;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.audit.AuditLog;
import dev.flotilla.control.access.mail.ConsoleAddress;
import dev.flotilla.control.access.mail.Letter;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.TenantCreated;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.UserId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** People who make a tenant of their own: an account comes to be when its address has proved to be theirs, and not before. */
@ApplicationScoped
class SignUps {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int MOST_PENDING = 10_000;
    private static final ScopedValue<Pending> CONFIRMED = ScopedValue.newInstance();

    /** Who wants in, before their address is proved. */
    record Pending(EmailAddress email, String displayName, String tenant, String passwordHash) {
        /** Leaves the hash out. */
        @Override
        public String toString() {
            return "Pending[" + tenant + "]";
        }
    }

    private final Accounts accounts;
    private final Tenants tenants;
    private final Jobs jobs;
    private final AuditLog audit;
    private final ConsoleAddress console;
    private final Event<Letter> letters;
    private final Clock clock = Clock.systemUTC();

    SignUps(
            Accounts accounts,
            Tenants tenants,
            Jobs jobs,
            AuditLog audit,
            ConsoleAddress console,
            Event<Letter> letters) {
        this.accounts = accounts;
        this.tenants = tenants;
        this.jobs = jobs;
        this.audit = audit;
        this.console = console;
        this.letters = letters;
    }

    /** Writes to the address: with a link for who is new, with a hint for who has an account already. */
    void request(Pending pending) {
        if (accounts.withLogin(pending.email().value()).isPresent()) {
            letters.fire(new Letter(
                    pending.email().value(), "You have an account already", """
                        Somebody, hopefully you, wanted to sign up on Flotilla with this address, which has an account already.

                        Sign in, or choose a new password: %s
                        """.formatted(console.of("/sign-in"))));
            return;
        }
        LinkSecret secret = LinkSecret.random();
        if (keep(pending, secret)) {
            letters.fire(new Letter(pending.email().value(), "Confirm your address", """
                Somebody, hopefully you, signed up on Flotilla with this address.

                Confirm it here, within a day:
                %s

                If it was not you, ignore this letter: nothing comes of it.
                """.formatted(
                            console.link("/confirm", secret.text()))));
        }
    }

    /** Makes the tenant and its owner, both or none. */
    Account confirm(LinkSecret secret) {
        Optional<Pending> found = jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.one(
                        "select * from access.sign_up where secret_hash = ? and expires_at > ?",
                        SignUps::read,
                        secret.hash(),
                        clock.instant()));
        Pending pending = found.orElseThrow(
                () -> new Refused(new NotFound("This link is not good, or not any more: sign up again.")));
        try {
            ScopedValue.where(CONFIRMED, pending).run(() -> tenants.create(pending.tenant()));
        } catch (Duplicate e) {
            throw new Refused(new Conflict("'%s' has an account already: sign in with it.".formatted(pending.email())));
        }
        jobs.call(
                Purpose.SIGN_IN, sql -> sql.update("delete from access.sign_up where secret_hash = ?", secret.hash()));
        return accounts.withLogin(pending.email().value()).orElseThrow();
    }

    /** In the transaction that makes the tenant. */
    void giveOwner(@Observes TenantCreated created) {
        if (CONFIRMED.isBound()) {
            Pending pending = CONFIRMED.get();
            var owner = new Account(
                    UserId.random(),
                    created.tenant(),
                    pending.email().value(),
                    pending.displayName(),
                    Role.OWNER,
                    pending.passwordHash(),
                    false);
            accounts.add(owner);
            audit.add(
                    owner.actor(), AuditLog.Deed.done("signUp", created.tenant().value()));
        }
    }

    private boolean keep(Pending pending, LinkSecret secret) {
        return jobs.call(Purpose.SIGN_IN, sql -> {
            sql.update(
                    "delete from access.sign_up where email = ?",
                    pending.email().value());
            return sql.update(
                            """
                            insert into access.sign_up
                                (secret_hash, email, display_name, tenant_name, password_hash, expires_at)
                            select ?, ?, ?, ?, ?, ? where (select count(*) from access.sign_up) < ?\
                            """,
                            secret.hash(),
                            pending.email().value(),
                            pending.displayName(),
                            pending.tenant(),
                            pending.passwordHash(),
                            clock.instant().plus(LIFE),
                            MOST_PENDING)
                    == 1;
        });
    }

    private static Pending read(ResultSet row) throws SQLException {
        return new Pending(
                new EmailAddress(row.getString("email")),
                row.getString("display_name"),
                row.getString("tenant_name"),
                row.getString("password_hash"));
    }

    @Scheduled(every = "1h", delayed = "6m", identity = "sign-ups")
    void forgetExpired() {
        jobs.call(
                Purpose.RETENTION,
                sql -> sql.update("delete from access.sign_up where expires_at < ?", clock.instant()));
    }
}
