package dev.flotilla.control.tenant.departure;

import dev.flotilla.control.tenant.TenantConfig;
import dev.flotilla.id.TenantId;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Deletes tenants whose time is over, feature after feature, turn after turn. It keeps no place: whoever takes over begins at the
 * first feature, where nothing is left to do, and comes to the present one at once.
 */
@ApplicationScoped
class DepartureRun {
    private static final Logger LOG = Logger.getLogger(DepartureRun.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Departures departures;
    private final List<TenantLeaves> features;
    private final Duration settle;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();

    @Inject
    DepartureRun(Departures departures, @All List<TenantLeaves> features, TenantConfig config) {
        this(departures, features, config.settle(), Clock.systemUTC());
    }

    DepartureRun(Departures departures, List<TenantLeaves> features, Duration settle, Clock clock) {
        this.departures = departures;
        this.features = features.stream()
                .sorted(Comparator.comparing(TenantLeaves::turn).thenComparing(TenantLeaves::what))
                .toList();
        this.settle = settle;
        this.clock = clock;
    }

    @Scheduled(
            every = "{flotilla.departure.every}",
            identity = "tenant-departure",
            concurrentExecution = ConcurrentExecution.SKIP)
    void run() {
        departures.beginDue(clock.instant());
        Optional<Departures.Lease> lease = departures.take(holder, clock.instant());
        while (lease.isPresent()) {
            work(lease.get());
            lease = departures.take(holder, clock.instant());
        }
    }

    private void work(Departures.Lease lease) {
        TenantId tenant = lease.tenant();
        try {
            int taken = 0;
            for (TenantLeaves feature : features) {
                Instant settled = lease.begunAt().plus(settle);
                if (feature.turn() != TenantLeaves.Turn.STOP && clock.instant().isBefore(settled)) {
                    departures.rest(lease, settled);
                    return;
                }
                for (int some = feature.takeSome(tenant); some > 0; some = feature.takeSome(tenant)) {
                    taken += some;
                    if (!departures.took(lease, feature.what(), some, clock.instant())) {
                        LOG.infof("tenant=%s is deleted by another process from here on", tenant);
                        return;
                    }
                }
            }
            conclude(lease, taken);
        } catch (RuntimeException e) {
            LOG.errorf(e, "tenant=%s cannot be deleted yet: it is tried again", tenant);
            departures.failed(
                    lease, String.valueOf(e.getMessage()), clock.instant().plus(AGAIN));
        }
    }

    /** It is over when it is too late for anything to come in, and nothing was there any more. */
    private void conclude(Departures.Lease lease, int taken) {
        Instant now = clock.instant();
        Duration late = features.stream()
                .map(TenantLeaves::late)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Instant last = lease.emptiedAt().orElse(now).plus(late);
        if (lease.emptiedAt().isPresent() && taken == 0 && !now.isBefore(last)) {
            departures.finished(lease, now);
            LOG.infof("tenant=%s is deleted", lease.tenant());
        } else {
            departures.emptied(lease, now, now.plus(late));
        }
    }
}
