package dev.flotilla.control.fleet;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.enrolment.BootstrapToken;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import dev.flotilla.id.TokenId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The bootstrap tokens of a tenant. The secret leaves here once, when a token is made, and is kept as a hash. */
@ApplicationScoped
public class IssuedTokens {
    /** The only answer that holds the secret. */
    public record Created(BootstrapToken secret, IssuedToken token) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "created " + token;
        }
    }

    /** A token that is to be made. */
    public record Wish(
            String clusterId,
            String description,
            int uses,
            Duration life,
            Optional<String> expectedAddress,
            String createdBy) {
        private static final int MOST_USES = 10_000;
        private static final Duration LONGEST_LIFE = Duration.ofDays(365);
        private static final int LONGEST_DESCRIPTION = 200;

        public Wish {
            if (uses < 1 || uses > MOST_USES) {
                throw new Refused(InvalidInput.of("uses", uses, "must be 1 to " + MOST_USES));
            }
            if (!life.isPositive() || life.compareTo(LONGEST_LIFE) > 0) {
                throw new Refused(
                        InvalidInput.of("lifeHours", life.toHours(), "must be 1 to " + LONGEST_LIFE.toHours()));
            }
            if (description.length() > LONGEST_DESCRIPTION) {
                throw new Refused(InvalidInput.of(
                        "description", description, "must have at most %d characters".formatted(LONGEST_DESCRIPTION)));
            }
            expectedAddress = expectedAddress.map(String::strip).filter(text -> !text.isEmpty());
            expectedAddress.ifPresent(text -> {
                if (!IpAddress.isLiteral(text)) {
                    throw new Refused(InvalidInput.of("expectedAddress", text, "must be an IP address"));
                }
            });
        }
    }

    /** A token with the tenant that it lets into, found by its hash. */
    public record Found(TenantId tenant, TokenId token) {}

    private final Tenancy tenancy;
    private final TokenRepository rows;
    private final Jobs jobs;
    private final Clusters clusters;
    private final Certificates certificates;
    private final Clock clock = Clock.systemUTC();

    IssuedTokens(Tenancy tenancy, TokenRepository rows, Jobs jobs, Clusters clusters, Certificates certificates) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.jobs = jobs;
        this.clusters = clusters;
        this.certificates = certificates;
    }

    public Created create(TenantId tenant, Wish wish) {
        BootstrapToken secret = BootstrapToken.random(certificates.authority().certificate());
        Instant now = clock.instant();
        return tenancy.call(tenant, () -> {
            ClusterId cluster = clusters.get(tenant, wish.clusterId()).clusterId();
            var token = new IssuedToken(
                    TokenId.random(),
                    cluster,
                    secret.secret().substring(0, 11),
                    wish.description(),
                    wish.uses(),
                    0,
                    wish.expectedAddress(),
                    now,
                    wish.createdBy(),
                    now.plus(wish.life()),
                    null);
            rows.add(new TokenEntity(tenant, token, secret.secretHash()));
            return new Created(secret, token);
        });
    }

    /** Newest first. */
    public Page<IssuedToken> page(TenantId tenant, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from =
                after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), ""));
        Instant before = instant(from);
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> rows
                                .find(
                                        "(createdAt, id) < (?1, ?2) order by createdAt desc, id desc",
                                        before,
                                        from.keys().get(1))
                                .page(0, size + 1)
                                .stream()
                                .map(TokenEntity::token)
                                .toList()),
                size);
    }

    private static Instant instant(Cursor from) {
        try {
            return Instant.parse(from.keys().get(0));
        } catch (DateTimeParseException e) {
            throw new Refused(InvalidInput.of("after", from.text(), "must be a cursor that this list gave"));
        }
    }

    public int count(TenantId tenant) {
        return Math.toIntExact(tenancy.<Long>call(tenant, rows::count));
    }

    /** The token, which lets nobody in any more. */
    public IssuedToken revoke(TenantId tenant, String id) {
        Instant now = clock.instant();
        return tenancy.call(tenant, () -> {
            get(tenant, id).ifPresent(token -> AuditNotes.before(ShownToken.of(token, now)));
            rows.step("revokedAt = ?1 where id = ?2 and revokedAt is null", now, id);
            return get(tenant, id).orElseThrow(() -> new Refused(NotFound.of("bootstrap token", id)));
        });
    }

    public Optional<IssuedToken> get(TenantId tenant, String id) {
        return tenancy.call(tenant, () -> rows.findByIdOptional(id)).map(TokenEntity::token);
    }

    /** The tenant is not known before: the token tells it. */
    public Optional<Found> find(String secretHash) {
        return jobs.call(
                Jobs.Purpose.ENROLMENT,
                sql -> sql.one(
                        "select tenant_id, id from fleet.bootstrap_token where secret_hash = ?",
                        row -> new Found(new TenantId(row.getString(1)), new TokenId(row.getString(2))),
                        secretHash));
    }

    /**
     * Takes one use, unless the token does not let anyone in at that moment. Of many who ask at once for the last use, one gets it:
     * the others wait for that transaction's end.
     */
    public boolean spend(TenantId tenant, TokenId token, Instant now) {
        return tenancy.call(
                        tenant,
                        () -> rows.step(
                                "uses = uses + 1 where id = ?1 and revokedAt is null and expiresAt > ?2 and uses < usesAllowed",
                                token.value(),
                                now))
                == 1;
    }
}
