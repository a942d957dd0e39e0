package dev.flotilla.control.tenant;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the platform grants tenants and takes from them. */
@ApplicationScoped
public class TenantStanding {
    private static final int MOST = 10_000_000;
    private static final int LONGEST_REASON = 500;

    private final Tenancy tenancy;
    private final TenantRepository rows;
    private final Event<TenantChanged> changed;
    private final Clock clock = Clock.systemUTC();

    TenantStanding(Tenancy tenancy, TenantRepository rows, Event<TenantChanged> changed) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.changed = changed;
    }

    /** Ends what the tenant's viewers and publishers have, and all that is new. Its people can still look and delete. */
    Tenant suspend(TenantInput.Suspend input) {
        String reason = input.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Refused(InvalidInput.of(
                    "reason", input.reason(), "must have 1 to %d characters".formatted(LONGEST_REASON)));
        }
        return change(
                input.tenantId(),
                id -> rows.step(
                        "suspendedAt = coalesce(suspendedAt, ?1), suspendedBecause = ?2 where tenantId = ?3",
                        clock.instant(),
                        reason,
                        id));
    }

    Tenant resume(String tenantId) {
        return change(tenantId, id -> rows.step("suspendedAt = null, suspendedBecause = null where tenantId = ?1", id));
    }

    Tenant grant(TenantInput.Grant input) {
        return change(input.tenantId(), id -> {
            Tenant old = get(id);
            rows.step(
                    """
                    tier = ?1, mostStreams = ?2, mostNodes = ?3, mostClusters = ?4, mostFlows = ?5, mostViewers = ?6
                    where tenantId = ?7\
                    """,
                    Objects.requireNonNullElse(input.tier(), old.tier()),
                    limit("streams", input.streams(), old.limits().streams().orElse(null)),
                    limit("nodes", input.nodes(), old.limits().nodes().orElse(null)),
                    limit("clusters", input.clusters(), old.limits().clusters().orElse(null)),
                    limit("flows", input.flows(), old.limits().flows().orElse(null)),
                    limit("viewers", input.viewers(), old.limits().viewers().orElse(null)),
                    id);
        });
    }

    private interface Step {
        void on(String id);
    }

    private Tenant change(String tenantId, Step step) {
        TenantId tenant;
        try {
            tenant = new TenantId(tenantId);
        } catch (IllegalArgumentException malformed) {
            throw new Refused(NotFound.of("tenant", tenantId));
        }
        return tenancy.call(tenant, () -> {
            get(tenantId);
            step.on(tenantId);
            changed.fire(new TenantChanged(tenant));
            return get(tenantId);
        });
    }

    private Tenant get(String id) {
        return rows.findByIdOptional(id)
                .map(TenantEntity::tenant)
                .orElseThrow(() -> new Refused(NotFound.of("tenant", id)));
    }

    private static @Nullable Integer limit(String field, @Nullable Integer wished, @Nullable Integer old) {
        if (wished == null) {
            return old;
        }
        if (wished > MOST) {
            throw new Refused(
                    InvalidInput.of(field, wished, "must be at most %d, or negative for no limit".formatted(MOST)));
        }
        return wished < 0 ? null : wished;
    }
}
