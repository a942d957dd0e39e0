package dev.flotilla.control.realtime;

import static java.util.stream.Collectors.toSet;

import dev.flotilla.id.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is new once for all listeners of this replica, four times a second, whichever replica took it in, and tells those
 * whom it concerns. What cannot be read now is read later; it never skips.
 */
@ApplicationScoped
public class Hub {
    private static final Logger LOG = Logger.getLogger(Hub.class);
    private static final long EVERY_MS = 250;
    private static final int MOST_AT_ONCE = 1_000;

    private final FactLog log;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("live-hub").unstarted(task));
    /** Up to where all listeners were told. */
    private @Nullable Position position;

    Hub(FactLog log, MeterRegistry meters) {
        this.log = log;
        meters.gaugeCollectionSize("flotilla_control_live_subscriptions", List.of(), listeners);
    }

    void start(@Observes StartupEvent event) {
        var _ = thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** From the end of the log as it is now on, the listener hears everything. */
    synchronized void join(Listener listener) {
        if (listeners.isEmpty() || position == null) {
            position = log.end();
        }
        listeners.add(listener);
    }

    void leave(Listener listener) {
        listeners.remove(listener);
    }

    void look() {
        try {
            while (tellNews()) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException e) {
            LOG.errorf("events cannot be read: %s", e.getMessage());
        }
    }

    /** Whether there may be more. */
    private synchronized boolean tellNews() {
        Position from = position;
        if (listeners.isEmpty() || from == null) {
            return false;
        }
        Position end = log.end();
        Set<TenantId> tenants = listeners.stream().map(Listener::tenant).collect(toSet());
        List<Fact> news = log.between(tenants, from, end, MOST_AT_ONCE);
        boolean hasMore = news.size() == MOST_AT_ONCE;
        Position upTo = hasMore ? news.getLast().position() : end;
        for (Listener listener : listeners) {
            news.stream()
                    .filter(fact -> fact.tenant().equals(listener.tenant()))
                    .forEach(listener::hear);
            listener.heardUpTo(upTo);
        }
        position = upTo;
        return hasMore;
    }
}
