package dev.flotilla.control.tenant;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Gives tenants notice, and takes it back while there is time. */
@ApplicationScoped
public class Notices {
    private static final int LONGEST_GRACE_DAYS = 365;

    private final Tenancy tenancy;
    private final TenantRepository rows;
    private final TenantConfig config;
    private final Event<TenantChanged> changed;
    private final Event<TenantNoticed> noticed;
    private final Clock clock = Clock.systemUTC();

    Notices(
            Tenancy tenancy,
            TenantRepository rows,
            TenantConfig config,
            Event<TenantChanged> changed,
            Event<TenantNoticed> noticed) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.config = config;
        this.changed = changed;
        this.noticed = noticed;
    }

    /** For the platform's operator, who may give less time than usual, or more. */
    Tenant give(TenantInput.Delete input, String login) {
        Duration grace = Optional.ofNullable(input.graceDays())
                .map(days -> {
                    if (days < 0 || days > LONGEST_GRACE_DAYS) {
                        throw new Refused(InvalidInput.of("graceDays", days, "must be 0 to " + LONGEST_GRACE_DAYS));
                    }
                    return Duration.ofDays(days);
                })
                .orElse(config.grace());
        return give(tenantId(input.tenantId()), login, Boolean.TRUE.equals(input.isServed()), grace);
    }

    /**
     * The tenant is deleted when the grace is over.
     *
     * @param isServed whether its streams are served until then
     */
    public Tenant give(TenantId tenant, String login, boolean isServed) {
        return give(tenant, login, isServed, config.grace());
    }

    private Tenant give(TenantId tenant, String login, boolean isServed, Duration grace) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return tenancy.call(tenant, () -> {
            get(tenant);
            int given = rows.step("""
                noticeGivenAt = ?1, noticeGivenBy = ?2, leavesAt = ?3, isServedUntilThen = ?4
                where tenantId = ?5 and leavesAt is null\
                """, now, login, now.plus(grace), isServed, tenant.value());
            if (given == 0) {
                throw new Refused(new Conflict("The tenant is to be deleted already."));
            }
            return tell(tenant, TenantNoticed.Step.GIVEN);
        });
    }

    Tenant takeBack(String tenant) {
        return takeBack(tenantId(tenant));
    }

    /** The tenant stays after all; {@link Refused} when it has been given no notice, or its time is over. */
    public Tenant takeBack(TenantId tenant) {
        Instant now = clock.instant();
        return tenancy.call(tenant, () -> {
            get(tenant);
            int kept = rows.step("""
                noticeGivenAt = null, noticeGivenBy = null, leavesAt = null, isServedUntilThen = true
                where tenantId = ?1 and leavesAt > ?2\
                """, tenant.value(), now);
            if (kept == 0) {
                throw new Refused(new Conflict("The tenant is not to be deleted, or its deletion has begun."));
            }
            return tell(tenant, TenantNoticed.Step.TAKEN_BACK);
        });
    }

    /**
     * Ends the time in which it can be taken back, and all that is served; within a transaction of the tenant. False when there is
     * no notice, or time is left.
     */
    public boolean begin(TenantId tenant) {
        int due = rows.step(
                "isServedUntilThen = false where tenantId = ?1 and leavesAt <= ?2", tenant.value(), clock.instant());
        if (due == 1) {
            tell(tenant, TenantNoticed.Step.DUE);
        }
        return due == 1;
    }

    private Tenant tell(TenantId tenant, TenantNoticed.Step step) {
        Tenant present = get(tenant);
        changed.fire(new TenantChanged(tenant));
        noticed.fire(new TenantNoticed(present, step));
        return present;
    }

    private Tenant get(TenantId tenant) {
        return rows.findByIdOptional(tenant.value())
                .map(TenantEntity::tenant)
                .orElseThrow(() -> new Refused(NotFound.of("tenant", tenant.value())));
    }

    private static TenantId tenantId(String text) {
        try {
            return new TenantId(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refused(NotFound.of("tenant", text));
        }
    }
}
