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
    }

    /** A tenant's oldest go first. Two replicas that do it at once forget no more than one would. */
    @Scheduled(every = "1m", identity = "event-bound", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetTooMany() {
        Map<String, Long> counts = jobs.call(
                Purpose.RETENTION,
                sql -> sql
                        .list(
                                "select tenant_id, count(*) from event.inbox group by tenant_id",
                                row -> Map.entry(row.getString(1), row.getLong(2)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        long bound = Shares.bound(counts.values(), config.mostOfTenant(), config.most());
        counts.forEach((tenant, count) -> {
            if (count > bound) {
                LOG.warnf("tenant=%s holds %d events and may keep %d: its oldest go", tenant, count, bound);
                oldestToKeep(tenant, bound)
                        .ifPresent(oldest -> forget("tenant_id = ? and received_at < ?", tenant, oldest));
            }
        });
    }

    private Optional<Instant> oldestToKeep(String tenant, long bound) {
        return jobs.call(
                Purpose.RETENTION,
                sql -> sql.one(
                        "select received_at from event.inbox where tenant_id = ? order by received_at desc offset ? limit 1",
                        row -> Sql.instant(row, "received_at"),
                        tenant,
                        bound - 1));
    }

    private void forget(String where, Object... parameters) {
        String statement = """
                delete from event.inbox where ctid = any (array(
                    select ctid from event.inbox where %s order by received_at limit %d for update skip locked))""".formatted(where, STEP);
        int forgotten = STEP;
        for (int step = 0; step < MOST_STEPS && forgotten == STEP; step++) {
            forgotten = jobs.call(Purpose.RETENTION, sql -> sql.update(statement, parameters));
        }
    }
}
