package dev.flotilla.control.tenant;

import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tenants of the platform. */
@ApplicationScoped
public class Tenants {
    private static final int LONGEST_NAME = 200;
    private static final String COLUMNS = "select * from tenant.tenant ";

    private final Tenancy tenancy;
    private final TenantRepository rows;
    private final Jobs jobs;
    private final Event<TenantCreated> created;
    private final TenantConfig config;
    private final Clock clock = Clock.systemUTC();

    Tenants(Tenancy tenancy, TenantRepository rows, Jobs jobs, Event<TenantCreated> created, TenantConfig config) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.jobs = jobs;
        this.created = created;
        this.config = config;
    }

    /** The tenant itself, as its own users see it. */
    public Tenant get(TenantId tenant) {
        return tenancy.call(tenant, () -> rows.findByIdOptional(tenant.value()))
                .map(TenantEntity::tenant)
                .orElseThrow(() -> new IllegalStateException("no row for " + tenant));
    }

    /** The tenant that somebody outside names; {@link Refused} when there is none. */
    public Tenant find(String id) {
        TenantId tenant;
        try {
            tenant = new TenantId(id);
        } catch (IllegalArgumentException malformed) {
            throw new Refused(NotFound.of("tenant", id));
        }
        return tenancy.call(tenant, () -> rows.findByIdOptional(id))
                .map(TenantEntity::tenant)
                .orElseThrow(() -> new Refused(NotFound.of("tenant", id)));
    }

    /** Throws {@link Refused} when the tenant may make no more of that beside those that it has. */
    public void checkMore(TenantId tenant, Allowance what, int present) {
        what.check(get(tenant), present);
    }

    /** All of the platform, for its operator and for what a start mends. */
    public List<Tenant> all() {
        return jobs.call(Purpose.TENANTS, sql -> sql.list(COLUMNS + "order by created_at, tenant_id", Tenants::read));
    }

    /** What others who share a cluster with them call them. */
    public Map<TenantId, String> names(Collection<TenantId> ids) {
        return jobs
                .call(
                        Purpose.MARKETPLACE,
                        sql -> sql.list(
                                "select tenant_id, name from tenant.tenant where tenant_id = any (?)",
                                row -> Map.entry(new TenantId(row.getString(1)), row.getString(2)),
                                ids.stream().map(TenantId::value).distinct().toList()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Oldest first. */
    Page<Tenant> page(int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of(Instant.EPOCH, ""));
        Instant since = from.instant(0);
        return Page.cut(
                jobs.call(
                        Purpose.TENANTS,
                        sql -> sql.list(
                                COLUMNS
                                        + "where (created_at, tenant_id) > (?, ?) order by created_at, tenant_id limit"
                                        + " ?",
                                Tenants::read,
                                since,
                                from.keys().get(1),
                                size + 1)),
                size);
    }

    int count() {
        return jobs.<Integer>call(
                Purpose.TENANTS,
                sql -> sql.one("select count(*) from tenant.tenant", row -> row.getInt(1))
                        .orElseThrow());
    }

    /** The oldest tenant; a first start makes it under that name. */
    public Tenant firstOrCreate(String name) {
        Optional<Tenant> first = jobs.call(
                Purpose.FIRST_START, sql -> sql.one(COLUMNS + "order by created_at, tenant_id limit 1", Tenants::read));
        return first.orElseGet(() -> create(name));
    }

    /** A new tenant, with all that features give it, or none. Names differ in more than upper and lower case. */
    public Tenant create(String name) {
        String trimmed = checkedName(name);
        TenantId id = TenantId.random();
        var tenant = new Tenant(
                id.value(),
                trimmed,
                Subdomain.suggested(trimmed, id, this::isTaken).text(),
                clock.instant(),
                config.tier(),
                Optional.empty(),
                Tenant.Limits.NONE,
                Tenant.Branding.NONE,
                Optional.empty());
        try {
            tenancy.run(tenant.tenantId(), () -> {
                rows.add(new TenantEntity(tenant));
                created.fire(new TenantCreated(tenant.tenantId(), tenant.name()));
            });
            return tenant;
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a tenant named '%s' already.".formatted(trimmed)));
        }
    }

    static String checkedName(String name) {
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST_NAME) {
            throw new Refused(InvalidInput.of("name", name, "must have 1 to " + LONGEST_NAME + " characters"));
        }
        return trimmed;
    }

    private boolean isTaken(String subdomain) {
        return jobs.call(
                        Purpose.TENANTS,
                        sql -> sql.one("select 1 from tenant.tenant where subdomain = ?", row -> true, subdomain))
                .isPresent();
    }

    private static Tenant read(ResultSet row) throws SQLException {
        return TenantEntity.read(row).tenant();
    }
}
