package dev.flotilla.control.access;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * By which a program goes on without the password. Each counts once and is answered by the next; all of a session are one family.
 * One that comes a second time was stolen or has been: its session ends, and with it the whole family.
 */
@ApplicationScoped
class RefreshTokens {
    private record Found(TenantId tenant, String session) {}

    private final Tenancy tenancy;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Jobs jobs;
    private final Event<RefreshTokenReused> reused;
    private final Clock clock = Clock.systemUTC();

    RefreshTokens(Tenancy tenancy, Sessions sessions, Accounts accounts, Jobs jobs, Event<RefreshTokenReused> reused) {
        this.tenancy = tenancy;
        this.sessions = sessions;
        this.accounts = accounts;
        this.jobs = jobs;
        this.reused = reused;
    }

    /** The first of a new family, or the next of one. Good as long as the session. */
    LinkSecret next(Session session) {
        LinkSecret secret = LinkSecret.random();
        tenancy.run(
                session.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "insert into access.refresh_token (secret_hash, tenant_id, session_id) values (?, ?, ?)",
                        secret.hash(),
                        session.tenant().value(),
                        session.id())));
        return secret;
    }

    /** The session for which it stands; empty when it stands for none, or was used before. */
    Optional<Session> spend(LinkSecret secret) {
        Optional<Found> found = jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.one(
                        "select tenant_id, session_id from access.refresh_token where secret_hash = ?",
                        row -> new Found(new TenantId(row.getString(1)), row.getString(2)),
                        secret.hash()));
        return found.flatMap(token -> sessions.find(token.tenant(), token.session()))
                .filter(session -> isFirstUse(session, secret));
    }

    private boolean isFirstUse(Session session, LinkSecret secret) {
        Instant now = clock.instant();
        int spent = tenancy.<Integer>call(
                session.tenant(),
                () -> tenancy.sql(sql -> sql.update(
                        "update access.refresh_token set used_at = ? where secret_hash = ? and used_at is null",
                        now,
                        secret.hash())));
        if (spent == 0) {
            sessions.end(session);
            reused.fire(new RefreshTokenReused(
                    accounts.get(session.tenant(), session.user()).actor()));
        }
        return spent == 1;
    }
}
