package dev.flotilla.control.stream.directory;

import static java.util.stream.Collectors.toSet;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.drain.Leaving;
import dev.flotilla.control.stream.StreamConfig;
import dev.flotilla.control.stream.artifact.ArtifactOrders;
import dev.flotilla.control.stream.artifact.ArtifactOrders.Open;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import io.grpc.Status;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells Foghorns which orders of their tenant wait, whichever replica they were given to: it reads all that wait twice a second, and at
 * once when one was given here, and tells each watcher what it was not told yet. So nothing can be missed.
 */
@ApplicationScoped
class OrderWatch {
    private static final Logger LOG = Logger.getLogger(OrderWatch.class);
    private static final long EVERY_MS = 500;

    private final Watchers<ArtifactOrder> watchers;
    private final ArtifactOrders orders;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("order-watch").unstarted(task));
    /** Many orders at once are one reason to look. */
    private final AtomicBoolean isDue = new AtomicBoolean();
    /** What each was told of the orders that wait; of the watch's thread alone. */
    private final Map<Watcher<ArtifactOrder>, Set<String>> told = new HashMap<>();

    OrderWatch(ArtifactOrders orders, Certificates certificates, StreamConfig config) {
        this.orders = orders;
        this.watchers = new Watchers<>(certificates, config);
    }

    void start(@Observes StartupEvent event) {
        var _ = thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void opened(Watcher<ArtifactOrder> watcher) {
        watchers.admit(watcher, _ -> lookSoon());
    }

    void ended(Watcher<ArtifactOrder> watcher) {
        watchers.remove(watcher);
    }

    void ordered(@Observes(during = TransactionPhase.AFTER_SUCCESS) ArtifactOrders.Ordered order) {
        lookSoon();
    }

    @Scheduled(every = "2s", identity = "order-watch-identity")
    void shutOut() {
        watchers.shutOut();
    }

    void leave(@Observes Leaving event) {
        watchers.endAll(Status.UNAVAILABLE.withDescription("The control center stops."));
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
        watchers.endAll(Status.UNAVAILABLE.withDescription("The control center stops."));
    }

    private void lookSoon() {
        if (!watchers.isEmpty() && isDue.compareAndSet(false, true)) {
            thread.execute(this::look);
        }
    }

    private void look() {
        isDue.set(false);
        try {
            told.keySet().retainAll(watchers.all());
            Set<TenantId> tenants = watchers.all().stream()
                    .map(watcher -> watcher.identity().tenant())
                    .collect(toSet());
            if (!tenants.isEmpty()) {
                List<Open> open = orders.open(tenants);
                watchers.all().forEach(watcher -> tell(watcher, open));
            }
        } catch (RuntimeException e) {
            LOG.errorf("orders cannot be read: %s", e.getMessage());
        }
    }

    private void tell(Watcher<ArtifactOrder> watcher, List<Open> open) {
        List<Open> theirs = open.stream()
                .filter(order -> order.tenant().equals(watcher.identity().tenant()))
                .toList();
        Set<String> known = told.computeIfAbsent(watcher, _ -> new HashSet<>());
        known.retainAll(theirs.stream().map(Open::version).collect(toSet()));
        theirs.stream().filter(order -> known.add(order.version())).forEach(order -> watcher.tell(order.order()));
    }
}
