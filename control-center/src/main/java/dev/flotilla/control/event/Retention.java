package dev.flotilla.control.event;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Forgets events that are too old or too many, all the time and a little at a time, so that nobody waits for it. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int STEP = 1_000;
    /** What comes in numbers with every viewer and every half minute, and is no account of anything. */
    private static final String IS_TELEMETRY =
            "type in ('load_balancing', 'client_lifecycle_batch', 'stream_lifecycle_update')";

    private static final String IS_FACT = "not (" + IS_TELEMETRY + ")";

    /** A large fact counts for as many events as it takes kilobytes of the disk, four to each. */
    private static final String WEIGHT = "(1 + coalesce(pg_column_size(media), 0) / 4096)";

    /** What is left then is left to the next run. */
    private static final int MOST_STEPS = 100;

    private final Jobs jobs;
    private final EventConfig config;
    private final Clock clock = Clock.systemUTC();

    Retention(Jobs jobs, EventConfig config) {
        this.jobs = jobs;
        this.config = config;
    }

    @Scheduled(every = "10s", identity = "event-age", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOld() {
        forget("received_at < ?", clock.instant().minus(config.retention()));
        forget(IS_TELEMETRY + " and received_at < ?", clock.instant().minus(config.telemetryRetention()));
        Instant oldest = clock.instant().minus(config.retention());
        jobs.call(Purpose.RETENTION, sql -> sql.update("delete from event.refused where received_at < ?", oldest));
    }

    /** A tenant's telemetry goes first, and of either kind the oldest. Two replicas that do it at once forget no more than one would. */
    @Scheduled(every = "1m", identity = "event-bound", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetTooMany() {
        Map<String, Long> counts = jobs.call(
                Purpose.RETENTION,
                sql -> sql
                        .list(
                                "select tenant_id, sum(%s) from event.inbox group by tenant_id".formatted(WEIGHT),
                                row -> Map.entry(row.getString(1), row.getLong(2)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        long bound = Shares.bound(counts.values(), config.mostOfTenant(), config.most());
        counts.forEach((tenant, count) -> {
            if (count > bound) {
                LOG.warnf("tenant=%s holds events that weigh %d and may keep %d: its oldest go", tenant, count, bound);
                long facts = facts(tenant);
                keep(tenant, IS_TELEMETRY, Math.max(0, bound - facts));
                keep(tenant, IS_FACT, bound);
            }
        });
    }

    private long facts(String tenant) {
        return jobs.call(
                Purpose.RETENTION,
                sql -> sql.one(
                                "select coalesce(sum(%s), 0) from event.inbox where tenant_id = ? and %s"
                                        .formatted(WEIGHT, IS_FACT),
                                row -> row.getLong(1),
                                tenant)
                        .orElse(0L));
    }

    /** Forgets of one kind all but the newest. */
    private void keep(String tenant, String kind, long most) {
        if (most == 0) {
            forget("tenant_id = ? and " + kind, tenant);
        } else {
            oldestToKeep(tenant, kind, most)
                    .ifPresent(oldest -> forget("tenant_id = ? and " + kind + " and received_at < ?", tenant, oldest));
        }
    }

    private Optional<Instant> oldestToKeep(String tenant, String kind, long most) {
        return jobs.call(
                        Purpose.RETENTION,
                        sql -> sql.list(
                                """
                                select min(received_at) as received_at from (
                                    select received_at, sum(%s) over (order by received_at desc, id desc
                                        rows unbounded preceding) as weight
                                    from event.inbox where tenant_id = ? and %s) newest
                                where weight <= ?\
                                """.formatted(WEIGHT, kind),
                                row -> Optional.ofNullable(Sql.instantOrNull(row, "received_at")),
                                tenant,
                                most))
                .getFirst();
    }

    private void forget(String where, Object... parameters) {
        String statement = """
            with gone as (
                delete from event.inbox where ctid = any (array(
                    select ctid from event.inbox where %s order by received_at limit %d for update skip locked))
                returning tenant_id, xact),
            noted as (
                insert into event.forgotten (tenant_id, xact)
                select tenant_id, max(xact) from gone group by tenant_id order by tenant_id
                on conflict (tenant_id) do update set xact = greatest(forgotten.xact, excluded.xact))
            select count(*) from gone\
            """.formatted(where, STEP);
        long forgotten = STEP;
        for (int step = 0; step < MOST_STEPS && forgotten == STEP; step++) {
            forgotten = jobs.call(
                    Purpose.RETENTION,
                    sql -> sql.one(statement, row -> row.getLong(1), parameters).orElse(0L));
        }
    }
}
