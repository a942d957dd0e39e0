package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.RecentMap;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.Scope;
import dev.flotilla.control.access.StillLetIn;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who acts by a token. A look at the database is believed for {@link #TRUST}; use is noted once a minute. */
@ApplicationScoped
class RecentTokens implements StillLetIn.LivingTokens {
    static final Duration TRUST = Duration.ofSeconds(2);

    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;
    private static final String ALIVE = """
        select t.*, a.role, a.login from access.api_token t join access.account a on a.id = t.account_id
        where %s = ? and t.revoked_at is null and t.expires_at > ?\
        """;

    private record Seen(Actor actor, Instant expiresAt, Optional<Instant> lastUsedAt, Instant at) {}

    private final Jobs jobs;
    private final Clock clock = Clock.systemUTC();
    private final RecentMap<String, Seen> byHash = new RecentMap<>(REMEMBERED);

    RecentTokens(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Whoever was found a moment ago; never waits. */
    Optional<Actor> known(TokenSecret secret) {
        Instant now = clock.instant();
        return Optional.ofNullable(byHash.get(secret.hash()))
                .filter(seen -> now.isBefore(seen.at().plus(TRUST)) && now.isBefore(seen.expiresAt()))
                .map(Seen::actor);
    }

    /** Whoever acts by it as the database says now; empty when it opens nothing. */
    Optional<Actor> find(TokenSecret secret) {
        Instant now = clock.instant();
        String hash = secret.hash();
        Optional<Seen> found = jobs.call(
                Purpose.SIGN_IN, sql -> sql.one(ALIVE.formatted("t.secret_hash"), row -> read(row, now), hash, now));
        found.ifPresent(seen -> {
            noteUse(seen, now);
            byHash.put(hash, seen);
        });
        return found.map(Seen::actor);
    }

    /** Whoever acts by the token of that id, as the database says now. */
    @Override
    public Optional<Actor> actorOf(String tokenId) {
        Instant now = clock.instant();
        return jobs.call(Purpose.SIGN_IN, sql -> sql.one(ALIVE.formatted("t.id"), row -> read(row, now), tokenId, now))
                .map(Seen::actor);
    }

    /** What was revoked is not believed any more. */
    void forget(String id) {
        byHash.removeIf(seen -> seen.actor().token().orElseThrow().id().equals(id));
    }

    private void noteUse(Seen seen, Instant now) {
        if (seen.lastUsedAt().isPresent()
                && now.isBefore(seen.lastUsedAt().get().plus(NOTED))) {
            return;
        }
        String id = seen.actor().token().orElseThrow().id();
        jobs.call(
                Purpose.SIGN_IN,
                sql -> sql.update("update access.api_token set last_used_at = ? where id = ?", now, id));
    }

    private static Seen read(ResultSet row, Instant now) throws SQLException {
        var token = new Actor.Token(
                row.getString("id"),
                row.getString("name"),
                Sql.texts(row, "scopes").stream().map(Scope::valueOf).collect(Collectors.toSet()));
        var actor = new Actor(
                new UserId(row.getString("account_id")),
                new TenantId(row.getString("tenant_id")),
                Role.valueOf(row.getString("role")),
                row.getString("login"),
                Optional.of(token));
        return new Seen(
                actor,
                Sql.instant(row, "expires_at"),
                Optional.ofNullable(Sql.instantOrNull(row, "last_used_at")),
                now);
    }
}
