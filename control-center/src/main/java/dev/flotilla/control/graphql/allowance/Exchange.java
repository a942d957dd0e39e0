package dev.flotilla.control.graphql.allowance;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes one allowance of a tenant's many: once a second a replica tells what tenants spent at it, and takes from its own accounts what they
 * spent at the others. So a tenant overdraws by what it spends in a second or two, and gets no more for long. One that is alone
 * tells only that it is there.
 */
@ApplicationScoped
class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final String PRESENT = "";
    private static final String RECENT = "clock_timestamp() - interval '5 seconds'";
    private static final String OLD = "clock_timestamp() - interval '15 seconds'";

    private record Spent(String replica, long turn, String tenant, long points) {}

    private final Jobs jobs;
    private final Allowances tenants;
    private final String replica =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    /** The last turn of each other replica that was taken note of; of those that are there alone. */
    private Map<String, Long> heard = new HashMap<>();

    private long turn;

    Exchange(Jobs jobs, Spending spending) {
        this(jobs, spending.tenants());
    }

    Exchange(Jobs jobs, Allowances tenants) {
        this.jobs = jobs;
        this.tenants = tenants;
    }

    @Scheduled(every = "1s", identity = "allowance-exchange", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void exchange() {
        try {
            turn++;
            List<@Nullable Object[]> rows = rows(tenants.drain());
            take(jobs.call(Purpose.ALLOWANCES, sql -> tellAndHear(sql, rows)));
        } catch (RuntimeException e) {
            LOG.warnf("what tenants spend is not exchanged: %s", e.getMessage());
        }
    }

    private List<@Nullable Object[]> rows(Map<String, Long> spent) {
        var rows = new ArrayList<@Nullable Object[]>();
        rows.add(new @Nullable Object[] {replica, turn, PRESENT, 0L});
        if (!heard.isEmpty()) {
            spent.forEach((tenant, points) -> rows.add(new @Nullable Object[] {replica, turn, tenant, points}));
        }
        return rows;
    }

    private List<Spent> tellAndHear(Sql sql, List<@Nullable Object[]> rows) {
        sql.batch("insert into graphql.spent (replica, turn, tenant, points) values (?, ?, ?, ?)", rows);
        sql.update("delete from graphql.spent where at < " + OLD);
        return sql.list(
                "select replica, turn, tenant, points from graphql.spent where replica <> ? and at > " + RECENT,
                row -> new Spent(
                        row.getString("replica"), row.getLong("turn"), row.getString("tenant"), row.getLong("points")),
                replica);
    }

    private void take(List<Spent> others) {
        var latest = new HashMap<String, Long>();
        for (Spent spent : others) {
            latest.merge(spent.replica(), spent.turn(), Math::max);
            if (!spent.tenant().equals(PRESENT) && spent.turn() > heard.getOrDefault(spent.replica(), 0L)) {
                tenants.spendElsewhere(spent.tenant(), spent.points(), System.nanoTime());
            }
        }
        heard = latest;
    }
}
