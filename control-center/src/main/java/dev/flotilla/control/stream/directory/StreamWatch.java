package dev.flotilla.control.stream.directory;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.stream.StreamChanges;
import dev.flotilla.control.stream.StreamChanges.Change;
import dev.flotilla.control.stream.StreamConfig;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.stream.v1.StreamChange;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells nodes what changed of their tenant's streams, whichever replica changed it: it reads the changes of the last seconds four
 * times a second, and at once when one was made here. That a change is told twice does no harm; that it is not told would.
 */
@ApplicationScoped
class StreamWatch {
    private static final Logger LOG = Logger.getLogger(StreamWatch.class);
    private static final long EVERY_MS = 250;
    /** More at once are not told one by one. */
    private static final int MOST_RECENT = 5000;
    /** The call in use, one that replaces it, and one that is lost and not yet given up. */
    private static final int MOST_OF_ONE = 3;

    private static final Status BEGIN_ANEW =
            Status.UNAVAILABLE.withDescription("Changes may have been missed: forget what is known and come back.");

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final StreamChanges changes;
    private final Certificates certificates;
    private final StreamConfig config;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("stream-watch").unstarted(task));
    /** Many changes at once are one reason to look. */
    private final AtomicBoolean isDue = new AtomicBoolean();

    /** What was told of the last seconds' changes; of the watch's thread alone. */
    private Set<Long> told = Set.of();

    private long lookedAtNs;

    StreamWatch(StreamChanges changes, Certificates certificates, StreamConfig config, MeterRegistry meters) {
        this.changes = changes;
        this.certificates = certificates;
        this.config = config;
        meters.gaugeCollectionSize("flotilla_control_stream_watchers", List.of(), watchers);
    }

    void start(@Observes StartupEvent event) {
        var _ = thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes a watcher in, and says so to it: from then on it hears everything. */
    synchronized void opened(Watcher watcher) {
        if (watchers.size() >= config.mostWatchers()
                || countOf(watcher.identity().node()) >= MOST_OF_ONE) {
            watcher.end(Status.RESOURCE_EXHAUSTED.withDescription(
                    "This control center holds as many watchers as it may, in all or of this node."));
            return;
        }
        synchronized (watcher) {
            watchers.add(watcher);
            watcher.tell(StreamChange.getDefaultInstance());
        }
        if (watcher.isEnded()) {
            ended(watcher);
        }
    }

    void ended(Watcher watcher) {
        watchers.remove(watcher);
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) StreamChanges.Changed change) {
        if (!watchers.isEmpty() && isDue.compareAndSet(false, true)) {
            thread.execute(this::look);
        }
    }

    /** Ends the calls of nodes whose certificate was taken back. */
    @Scheduled(every = "2s", identity = "stream-watch-identity")
    void shutOut() {
        if (watchers.isEmpty()) {
            return;
        }
        Set<String> valid = certificates.validAmong(
                watchers.stream().map(watcher -> watcher.identity().serial()).toList());
        watchers.stream()
                .filter(watcher -> !valid.contains(watcher.identity().serial()))
                .forEach(watcher ->
                        watcher.end(Status.PERMISSION_DENIED.withDescription("The certificate was revoked.")));
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
        endAll(Status.UNAVAILABLE.withDescription("The control center stops."));
    }

    private void look() {
        isDue.set(false);
        try {
            long now = System.nanoTime();
            if (watchers.isEmpty()) {
                told = Set.of();
            } else {
                tellRecent();
            }
            lookedAtNs = now;
        } catch (RuntimeException e) {
            LOG.errorf("changes of streams cannot be read: %s", e.getMessage());
            if (System.nanoTime() - lookedAtNs > TimeUnit.SECONDS.toNanos(StreamChanges.RECENT_S / 2)) {
                endAll(BEGIN_ANEW);
            }
        }
    }

    private void tellRecent() {
        List<Change> recent = changes.recent(MOST_RECENT + 1);
        if (recent.size() > MOST_RECENT) {
            endAll(BEGIN_ANEW);
            return;
        }
        recent.stream().filter(change -> !told.contains(change.number())).forEach(this::tell);
        told = recent.stream().map(Change::number).collect(Collectors.toUnmodifiableSet());
    }

    private void tell(Change change) {
        StreamChange message = StreamChange.newBuilder()
                .setStreamId(change.streamId())
                .setName(change.name())
                .setPlaybackId(change.playbackId())
                .build();
        watchers.stream()
                .filter(watcher -> watcher.identity().tenant().equals(change.tenant()))
                .forEach(watcher -> watcher.tell(message));
    }

    private void endAll(Status status) {
        List.copyOf(watchers).forEach(watcher -> watcher.end(status));
    }

    private long countOf(NodeId node) {
        return watchers.stream()
                .filter(watcher -> watcher.identity().node().equals(node))
                .count();
    }
}
