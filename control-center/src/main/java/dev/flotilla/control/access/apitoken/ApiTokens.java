package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.access.Actor;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.access.Scope;
import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.ApiTokenId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The API tokens of a tenant. The secret leaves here once, when a token is made, and is kept as a hash. */
@ApplicationScoped
class ApiTokens {
    private static final int MOST_OF_USER = 50;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LIFE_DAYS = 366;
    private static final Duration SHOWN_AFTER_END = Duration.ofDays(30);
    private static final Cursor BEGIN = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), "");
    private static final String SEEN = "(createdAt, id) < (?1, ?2) and (?3 = true or accountId = ?4)";
    private static final Set<Role> SEE_ALL = EnumSet.of(Role.OWNER, Role.ADMIN, Role.OPERATOR);

    /** A token that is to be made. */
    record Wish(String name, List<Scope> scopes, int lifeDays) {
        Wish {
            name = name.strip();
            scopes = scopes.stream().distinct().sorted().toList();
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                throw new Refused(InvalidInput.of("name", name, "must have 1 to " + LONGEST_NAME + " characters"));
            }
            if (scopes.isEmpty()) {
                throw new Refused(InvalidInput.of("scopes", "must name at least one"));
            }
            if (lifeDays < 1 || lifeDays > LONGEST_LIFE_DAYS) {
                throw new Refused(InvalidInput.of("lifeDays", lifeDays, "must be 1 to " + LONGEST_LIFE_DAYS));
            }
        }
    }

    /** The only answer that holds the secret. */
    record Created(TokenSecret secret, ApiToken token) {}

    private final Tenancy tenancy;
    private final ApiTokenRepository rows;
    private final RecentTokens recent;
    private final Jobs jobs;
    private final Clock clock = Clock.systemUTC();

    ApiTokens(Tenancy tenancy, ApiTokenRepository rows, RecentTokens recent, Jobs jobs) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.recent = recent;
        this.jobs = jobs;
    }

    Created create(Actor owner, Wish wish) {
        TokenSecret secret = TokenSecret.random();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var row = new ApiTokenEntity(
                owner,
                new ApiToken(
                        ApiTokenId.random().value(),
                        wish.name(),
                        secret.prefix(),
                        wish.scopes(),
                        ApiToken.State.ACTIVE,
                        owner.login(),
                        now,
                        now.plus(Duration.ofDays(wish.lifeDays())),
                        Optional.empty()),
                secret);
        tenancy.run(owner.tenant(), () -> {
            if (rows.count("accountId = ?1 and revokedAt is null", row.accountId) >= MOST_OF_USER) {
                throw new Refused(new Conflict(
                        "You have %d API tokens already: revoke one that is not used.".formatted(MOST_OF_USER)));
            }
            rows.add(row);
        });
        return new Created(secret, row.token(now));
    }

    /** Newest first: those of the tenant for who administers it, and one's own for everybody else. */
    Page<ApiToken> page(Actor actor, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(BEGIN);
        Instant now = clock.instant();
        return Page.cut(
                        tenancy.call(
                                actor.tenant(),
                                () -> rows.find(
                                                SEEN + " order by createdAt desc, id desc",
                                                from.instant(0),
                                                from.keys().get(1),
                                                SEE_ALL.contains(actor.role()),
                                                actor.user().value())
                                        .page(0, size + 1)
                                        .list()),
                        size)
                .map(row -> row.token(now));
    }

    int count(Actor actor) {
        return Math.toIntExact(tenancy.<Long>call(
                actor.tenant(),
                () -> rows.count(
                        "?1 = true or accountId = ?2",
                        SEE_ALL.contains(actor.role()),
                        actor.user().value())));
    }

    /** The token, which opens nothing any more: at once here, and within seconds on other replicas. */
    ApiToken revoke(Actor actor, String id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ApiToken revoked = tenancy.call(actor.tenant(), () -> {
            AuditNotes.before(find(actor, id).token(now));
            rows.step("revokedAt = ?1 where id = ?2 and revokedAt is null", now, id);
            return find(actor, id).token(now);
        });
        recent.forget(id);
        return revoked;
    }

    private ApiTokenEntity find(Actor actor, String id) {
        return rows.findByIdOptional(id)
                .filter(row -> SEE_ALL.contains(actor.role())
                        || row.accountId.equals(actor.user().value()))
                .orElseThrow(() -> new Refused(NotFound.of("API token", id)));
    }

    @Scheduled(every = "1h", delayed = "2m", identity = "api-tokens")
    void forgetEnded() {
        Instant longAgo = clock.instant().minus(SHOWN_AFTER_END);
        jobs.call(
                Purpose.RETENTION,
                sql -> sql.update(
                        "delete from access.api_token where expires_at < ? or revoked_at < ?", longAgo, longAgo));
    }
}
