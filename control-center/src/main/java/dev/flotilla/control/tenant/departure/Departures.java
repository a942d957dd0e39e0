package dev.flotilla.control.tenant.departure;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.tenant.Notices;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rows of deletions that have begun. One process at a time works on each: it holds a lease that it renews with all that it
 * writes, and what it writes after another has taken over does not count.
 */
@ApplicationScoped
class Departures {
    /** More than a piece of work takes. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final int MOST_AT_ONCE = 100;
    private static final int LONGEST_FAILURE = 500;

    /** The right to work on one. */
    record Lease(TenantId tenant, long epoch, Instant begunAt, Optional<Instant> emptiedAt) {}

    private final Jobs jobs;
    private final Tenancy tenancy;
    private final Notices notices;

    Departures(Jobs jobs, Tenancy tenancy, Notices notices) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.notices = notices;
    }

    /** Begins with those tenants whose time is over. */
    void beginDue(Instant now) {
        List<TenantId> due = jobs.call(
                Purpose.TENANT_DEPARTURE,
                sql -> sql.list("""
                    select tenant_id from tenant.tenant t where leaves_at <= ?
                        and not exists (select 1 from tenant.departure d where d.tenant_id = t.tenant_id) limit ?\
                    """, row -> new TenantId(row.getString(1)), now, MOST_AT_ONCE));
        due.forEach(tenant -> tenancy.run(tenant, () -> {
            if (notices.begin(tenant)) {
                tenancy.sql(sql -> sql.update("""
                    insert into tenant.departure (tenant_id, name, begun_at) select tenant_id, name, ? from tenant.tenant
                    on conflict do nothing\
                    """, now));
            }
        }));
    }

    /** One that nobody works on. */
    Optional<Lease> take(String holder, Instant now) {
        return jobs.call(
                Purpose.TENANT_DEPARTURE,
                sql -> sql.one(
                        """
                        update tenant.departure set holder = ?, epoch = epoch + 1, lease_until = ?
                        where tenant_id = (select tenant_id from tenant.departure where finished_at is null and lease_until <= ?
                            order by lease_until limit 1 for update skip locked)
                        returning tenant_id, epoch, begun_at, emptied_at\
                        """,
                        row -> new Lease(
                                new TenantId(row.getString("tenant_id")),
                                row.getLong("epoch"),
                                Sql.instant(row, "begun_at"),
                                Optional.ofNullable(Sql.instantOrNull(row, "emptied_at"))),
                        holder,
                        now.plus(LEASE),
                        now));
    }

    /** Counts what was taken, and renews the lease; false when it is another's. */
    boolean took(Lease lease, String step, int taken, Instant now) {
        return write(
                lease, "step = ?, taken = taken + ?, lease_until = ?, failure = null", step, taken, now.plus(LEASE));
    }

    /** Leaves it alone until then. */
    void rest(Lease lease, Instant until) {
        write(lease, "lease_until = ?", until);
    }

    void failed(Lease lease, String why, Instant until) {
        write(
                lease,
                "failure = ?, lease_until = ?",
                why.length() > LONGEST_FAILURE ? why.substring(0, LONGEST_FAILURE) : why,
                until);
    }

    /** Nothing is left; it is looked again then. */
    void emptied(Lease lease, Instant now, Instant again) {
        write(lease, "emptied_at = ?, lease_until = ?, step = ''", now, again);
    }

    /** Nothing came late; what remains says of nobody that it was theirs. */
    void finished(Lease lease, Instant now) {
        write(lease, "finished_at = ?, name = null, holder = null, step = ''", now);
    }

    /** Newest first. */
    Page<Departure> page(int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from =
                after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), ""));
        Instant before = from.instant(0);
        return Page.cut(
                jobs.call(
                        Purpose.TENANTS,
                        sql -> sql.list(
                                """
                                select * from tenant.departure where (begun_at, tenant_id) < (?, ?)
                                order by begun_at desc, tenant_id desc limit ?\
                                """, Departures::read, before, from.keys().get(1), size + 1)),
                size);
    }

    int count() {
        return jobs.<Integer>call(
                Purpose.TENANTS,
                sql -> sql.one("select count(*) from tenant.departure", row -> row.getInt(1))
                        .orElseThrow());
    }

    private boolean write(Lease lease, String changes, Object... parameters) {
        Object[] all = Stream.concat(
                        Arrays.stream(parameters), Stream.of(lease.tenant().value(), lease.epoch()))
                .toArray();
        return jobs.<Integer>call(
                        Purpose.TENANT_DEPARTURE,
                        sql -> sql.update(
                                "update tenant.departure set " + changes
                                        + " where tenant_id = ? and epoch = ? and finished_at is null",
                                all))
                == 1;
    }

    private static Departure read(ResultSet row) throws SQLException {
        return new Departure(
                row.getString("tenant_id"),
                Optional.ofNullable(row.getString("name")),
                Sql.instant(row, "begun_at"),
                row.getString("step"),
                (int) Math.min(row.getLong("taken"), Integer.MAX_VALUE),
                Optional.ofNullable(row.getString("failure")),
                Optional.ofNullable(Sql.instantOrNull(row, "emptied_at")),
                Optional.ofNullable(Sql.instantOrNull(row, "finished_at")));
    }
}
