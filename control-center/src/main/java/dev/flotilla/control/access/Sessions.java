package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Sign-ins that are alive. An ended one is refused at once by this process, and by other replicas within {@link #TRUST}. */
@ApplicationScoped
public class Sessions {
    /** How long a look at the database is believed. */
    static final Duration TRUST = Duration.ofSeconds(2);

    private static final int REMEMBERED = 10_000;
    private static final int LONGEST_LIFE_DAYS = 30;
    private static final int MOST_SHOWN = 100;

    private static final String ALIVE =
            "from SessionEntity s join fetch s.account where s.id = ?1 and s.expiresAt > ?2";

    private final Tenancy tenancy;
    private final SessionRepository rows;
    private final AccountRepository accounts;
    private final Jobs jobs;
    private final RecentMap<String, Seen> seen = new RecentMap<>(REMEMBERED);

    private record Seen(Session session, Instant at) {}

    Sessions(Tenancy tenancy, SessionRepository rows, AccountRepository accounts, Jobs jobs) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.accounts = accounts;
        this.jobs = jobs;
    }

    Session open(Account account, Duration life, Visit visit) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        Session session = new Session(
                HexFormat.of().formatHex(random),
                account.id(),
                account.tenant(),
                account.role(),
                account.login(),
                Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS),
                false);
        tenancy.run(
                account.tenant(),
                () -> rows.add(new SessionEntity(
                        session, accounts.findById(session.user().value()), visit)));
        return session;
    }

    /** Lets a session last that much longer from now on, though not beyond its longest life; empty when it was ended meanwhile. */
    Optional<Session> prolong(Session session, Duration life) {
        Instant now = Instant.now();
        Optional<Instant> end = tenancy.call(
                session.tenant(),
                () -> tenancy.sql(sql -> sql.one(
                        """
                        update access.session set last_seen_at = ?,
                            expires_at = greatest(expires_at, least(?, created_at + make_interval(days => ?)))
                        where id = ? returning expires_at\
                        """,
                        row -> Sql.instant(row, "expires_at"),
                        now,
                        now.plus(life).truncatedTo(ChronoUnit.SECONDS),
                        LONGEST_LIFE_DAYS,
                        session.id())));
        return end.map(session::until);
    }

    /** Those of the user that are alive, the latest seen first. */
    List<SignedInSession> all(Session own) {
        return tenancy.call(
                own.tenant(),
                () -> tenancy.sql(sql -> sql.list(
                        """
                        select id, created_at, last_seen_at, expires_at, signed_in_by, is_console, address, user_agent
                        from access.session where account_id = ? and expires_at > ?
                        order by last_seen_at desc, id limit ?\
                        """,
                        row -> SignedInSession.read(row, own.id()),
                        own.user().value(),
                        Instant.now(),
                        MOST_SHOWN)));
    }

    /** Ends one of the user's sessions; whether there was one. */
    boolean end(Session own, String id) {
        seen.remove(id);
        return tenancy.<Integer>call(
                        own.tenant(),
                        () -> tenancy.sql(sql -> sql.update(
                                "delete from access.session where id = ? and account_id = ?",
                                id,
                                own.user().value())))
                == 1;
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
        Optional<Session> found = tenancy.call(
                        tenant, () -> rows.find(ALIVE, id, now).singleResultOptional())
                .map(SessionEntity::session);
        found.ifPresent(session -> seen.put(id, new Seen(session, now)));
        return found;
    }

    void end(Session session) {
        seen.remove(session.id());
        tenancy.run(session.tenant(), () -> rows.delete("id", session.id()));
    }

    /** Looks at the database again before it believes a session, because roles have changed. */
    public void forgetRecent() {
        seen.clear();
    }

    /** Ends every session of the user. */
    public void endAll(Account account) {
        tenancy.run(
                account.tenant(), () -> rows.delete("account.id", account.id().value()));
        seen.clear();
    }

    /** Ends every session of the user but the one at hand. */
    void endOthers(Session kept) {
        tenancy.run(
                kept.tenant(),
                () -> rows.delete("account.id = ?1 and id <> ?2", kept.user().value(), kept.id()));
        seen.clear();
    }

    @Scheduled(every = "1h", delayed = "1m")
    void forgetExpired() {
        jobs.call(
                Purpose.RETENTION, sql -> sql.update("delete from access.session where expires_at < ?", Instant.now()));
    }
}
