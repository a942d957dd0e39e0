package dev.flotilla.control.stream.directory;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.drain.Leaving;
import dev.flotilla.control.fleet.marketplace.GuestAccess;
import dev.flotilla.control.stream.StreamChanges;
import dev.flotilla.control.stream.StreamChanges.Change;
import dev.flotilla.control.stream.StreamConfig;
import dev.flotilla.proto.stream.v1.StreamChange;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells nodes what changed of their tenant's streams and of those of guests, whichever replica changed it, and forgets what was answered
 * before: it reads the changes of the last seconds four times a second, and at once when one was made here. That a change is told twice does no harm; that it is not told would.
 */
@ApplicationScoped
class StreamWatch {
    private static final Logger LOG = Logger.getLogger(StreamWatch.class);
    private static final long EVERY_MS = 250;
    /** More at once are not told one by one. */
    private static final int MOST_RECENT = 5000;

    private static final Status BEGIN_ANEW =
            Status.UNAVAILABLE.withDescription("Changes may have been missed: forget what is known and come back.");

    private final Watchers<StreamChange> watchers;
    private final StreamChanges changes;
    private final RecentAnswers answers;
    private final GuestAccess guests;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("stream-watch").unstarted(task));
    /** Many changes at once are one reason to look. */
    private final AtomicBoolean isDue = new AtomicBoolean();
    /** Of the watch's thread alone, as is what follows. */
    private final Pause pause = new Pause(System::nanoTime, Duration.ofSeconds(StreamChanges.RECENT_S / 2));

    /** What was told of the last seconds' changes. */
    private Set<Long> told = Set.of();

    StreamWatch(
            StreamChanges changes,
            GuestAccess guests,
            Certificates certificates,
            StreamConfig config,
            MeterRegistry meters) {
        this.guests = guests;
        this.changes = changes;
        this.watchers = new Watchers<>(certificates, config);
        this.answers = new RecentAnswers(config.mostRemembered(), System::nanoTime);
        meters.gaugeCollectionSize("flotilla_control_stream_watchers", List.of(), watchers.all());
        meters.gauge("flotilla_control_stream_answers_remembered", answers, RecentAnswers::size);
    }

    void start(@Observes StartupEvent event) {
        var _ = thread.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes a watcher in, and says so to it: from then on it hears everything. */
    void opened(Watcher<StreamChange> watcher) {
        watchers.admit(watcher, admitted -> admitted.tell(StreamChange.getDefaultInstance()));
    }

    void ended(Watcher<StreamChange> watcher) {
        watchers.remove(watcher);
    }

    /** What was answered lately and no change has undone. */
    RecentAnswers answers() {
        return answers;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) StreamChanges.Changed change) {
        if (!isIdle() && isDue.compareAndSet(false, true)) {
            thread.execute(this::look);
        }
    }

    @Scheduled(every = "2s", identity = "stream-watch-identity")
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

    /** What fails or comes too late may have missed a change, which then is too old to be read. */
    private void look() {
        isDue.set(false);
        long begin = pause.begin();
        try {
            if (isIdle()) {
                told = Set.of();
                answers.clear();
            } else {
                tellRecent();
                endIfTooLate();
            }
            pause.ended(begin);
        } catch (RuntimeException e) {
            LOG.errorf("changes of streams cannot be read: %s", e.getMessage());
            endIfTooLate();
        }
    }

    private void endIfTooLate() {
        if (pause.isTooLong()) {
            beginAnew();
        }
    }

    private boolean isIdle() {
        return watchers.isEmpty() && answers.isIdle();
    }

    private void beginAnew() {
        answers.clear();
        watchers.endAll(BEGIN_ANEW);
    }

    private void tellRecent() {
        long now = System.nanoTime();
        List<Change> recent = changes.recent(MOST_RECENT + 1);
        if (recent.size() > MOST_RECENT) {
            beginAnew();
            return;
        }
        List<Change> news = recent.stream()
                .filter(change -> !told.contains(change.number()))
                .toList();
        List<Change> streams = changes.spread(news, MOST_RECENT + 1);
        if (streams.size() > MOST_RECENT || news.stream().anyMatch(Change::isOfEverybody)) {
            beginAnew();
        } else {
            answers.hear(streams, now);
            tell(streams);
        }
        told = recent.stream().map(Change::number).collect(Collectors.toUnmodifiableSet());
    }

    private void tell(List<Change> changed) {
        if (changed.isEmpty() || watchers.isEmpty()) {
            return;
        }
        GuestAccess.Hosts hosts = guests.hosts(
                changed.stream().map(Change::tenant).collect(Collectors.toSet()),
                watchers.all().stream()
                        .map(watcher -> watcher.identity().node())
                        .toList());
        changed.forEach(change -> tell(change, hosts));
    }

    private void tell(Change change, GuestAccess.Hosts hosts) {
        StreamChange message = StreamChange.newBuilder()
                .setStreamId(change.streamId())
                .setName(change.name())
                .setPlaybackId(change.playbackId())
                .build();
        watchers.all().stream()
                .filter(watcher -> watcher.identity().tenant().equals(change.tenant())
                        || hosts.serve(watcher.identity().node(), change.tenant()))
                .forEach(watcher -> watcher.tell(message));
    }
}
