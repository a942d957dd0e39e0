package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/** Sign-ins that are alive. An ended one is refused at once by this process, and by other replicas within {@link #TRUST}. */
@ApplicationScoped
class Sessions {
    /** How long a look at the database is believed. */
    static final Duration TRUST = Duration.ofSeconds(2);

    private static final int REMEMBERED = 10_000;

    private final Tenancy tenancy;
    private final Jobs jobs;
    private final RecentMap<String, Seen> seen = new RecentMap<>(REMEMBERED);

    private record Seen(Session session, Instant at) {}

    Sessions(Tenancy tenancy, Jobs jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    Session open(Account account, Duration life) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Session session = new Session(
                HexFormat.of().formatHex(random),
                account.id(),
                account.tenant(),
                account.role(),
                account.login(),
                Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS));
        tenancy.run(
                account.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "insert into access.session (id, tenant_id, account_id, expires_at) values (?, ?, ?, ?)",
                        session.id(),
                        session.tenant().value(),
                        session.user().value(),
                        session.expiresAt())));
        return session;
    }

    /** The session when it was looked up a moment ago; never waits. */
    Optional<Session> recent(String id) {
        Seen known = seen.get(id);
        Instant now = Instant.now();
        return known != null
                        && now.isBefore(known.at().plus(TRUST))
                        && now.isBefore(known.session().expiresAt())
                ? Optional.of(known.session())
                : Optional.empty();
    }

    /** The session as it stands in the database; empty when it has ended. */
    Optional<Session> find(TenantId tenant, String id) {
        Instant now = Instant.now();
        Optional<Session> found = tenancy.call(tenant, () -> tenancy.sql(sql -> sql.one("""
                        select s.id, s.tenant_id, s.account_id, s.expires_at, a.role, a.login
                        from access.session s join access.account a on a.id = s.account_id
                        where s.id = ? and s.expires_at > ?""", Sessions::read, id, now)));
        found.ifPresent(session -> seen.put(id, new Seen(session, now)));
        return found;
    }

    void end(Session session) {
        seen.remove(session.id());
        tenancy.run(
                session.tenant(),
                () -> tenancy.sql(sql -> sql.update("delete from access.session where id = ?", session.id())));
    }

    /** Ends every session of the user but the one at hand. */
    void endOthers(Session kept) {
        tenancy.run(
                kept.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "delete from access.session where account_id = ? and id <> ?",
                        kept.user().value(),
                        kept.id())));
        seen.clear();
    }

    @Scheduled(every = "1h", delayed = "1m")
    void forgetExpired() {
        jobs.call(
                Purpose.RETENTION, sql -> sql.update("delete from access.session where expires_at < ?", Instant.now()));
    }

    private static Session read(ResultSet row) throws SQLException {
        return new Session(
                row.getString("id"),
                new UserId(row.getString("account_id")),
                new TenantId(row.getString("tenant_id")),
                Role.valueOf(row.getString("role")),
                row.getString("login"),
                Sql.instant(row, "expires_at"));
    }
}
