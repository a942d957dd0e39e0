package dev.flotilla.edge.mroute;

import dev.flotilla.edge.engine.link.EngineFault;
import dev.flotilla.edge.mroute.store.StoreFailure;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.NumberedEvent;
import dev.flotilla.proto.engine.v1.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks at the engine once a second: takes its counters and events, and makes a new or adopted engine run what is wanted.
 */
final class EngineWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EngineWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Refused flows are tried again every so many looks. */
    private static final int LOOKS_PER_RETRY = 5;

    private final FlowEngine engine;
    private final EngineArrivals arrivals;
    private final FlowBook book;
    private final Reconciler reconciler;
    private final LatestReports reports;
    private final EventLog events;
    private final Runnable afterEachLook;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("mroute-watch").daemon().unstarted(this::lookUntilTheEnd);
    private volatile long lookedAtNs = System.nanoTime();
    private Greeting present = Greeting.getDefaultInstance();
    private long seenEvent;
    private long lostEvents;
    private int looks;

    EngineWatch(
            FlowEngine engine,
            EngineArrivals arrivals,
            FlowBook book,
            Reconciler reconciler,
            LatestReports reports,
            EventLog events,
            Runnable afterEachLook) {
        this.engine = engine;
        this.arrivals = arrivals;
        this.book = book;
        this.reconciler = reconciler;
        this.reports = reports;
        this.events = events;
        this.afterEachLook = afterEachLook;
    }

    void start() {
        thread.start();
    }

    /** How long ago the last look ended; more than a few seconds means that this watch hangs. */
    Duration sinceLastLook() {
        return Duration.ofNanos(System.nanoTime() - lookedAtNs);
    }

    /** One look; a test takes it by hand. */
    void look() {
        try {
            Optional<Greeting> arrival = arrivals.take();
            if (arrival.isPresent()) {
                meet(arrival.get());
            } else if (!reconciler.isPresent()) {
                meet(engine.greeting());
            } else if (++looks % LOOKS_PER_RETRY == 0) {
                follow();
            }
            take(engine.observe(seenEvent));
        } catch (EngineFault fault) {
            LOG.debugf("no look at the engine: %s", fault.getMessage());
            book.exclusively(() -> {
                reconciler.lose();
                return true;
            });
            reports.clear();
        }
        events.forward();
        afterEachLook.run();
    }

    private void lookUntilTheEnd() {
        try {
            do {
                lookSafely();
            } while (!end.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            LOG.debug("the watch over the engine ends at once");
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException failure) {
            LOG.error("could not look at the engine; the next look is in a second", failure);
        }
        lookedAtNs = System.nanoTime();
    }

    private void meet(Greeting greeting) {
        boolean isSame = greeting.getPid() == present.getPid() && greeting.getStartedAtMs() == present.getStartedAtMs();
        boolean isRestarted = !isSame && present.getPid() != 0;
        if (!isSame) {
            LOG.debugf(
                    "engine %s, process %d, runs %d flows",
                    greeting.getEngineVersion(), greeting.getPid(), greeting.getFlowsCount());
            present = greeting;
            seenEvent = 0;
            lostEvents = 0;
        }
        book.exclusively(() -> {
            reconciler.meet(greeting);
            return true;
        });
        follow();
        if (isRestarted) {
            noteRestart(greeting);
        }
    }

    /** After the flows run again, and whether or not it can be kept: a full disk must not keep flows down. */
    private void noteRestart(Greeting greeting) {
        try {
            String why = arrivals.takeLoss().orElse("the process before died");
            events.add(List.of(events.engineRestarted(greeting, why)));
        } catch (StoreFailure failure) {
            LOG.errorf("the engine was started again, which could not be noted: %s", failure.getMessage());
        }
    }

    private void follow() {
        book.exclusively(() -> {
            reconciler.follow(book.engineSpecs());
            return true;
        });
    }

    /** The events are durable here before the engine is told to forget them, which is with the next look. */
    private void take(Observation observation) {
        reports.replace(observation.getFlowsList());
        List<NumberedEvent> news = observation.getEventsList();
        events.add(news.stream().map(NumberedEvent::getEvent).toList());
        if (!news.isEmpty()) {
            seenEvent = news.getLast().getNumber();
        }
        if (observation.getLostEvents() > lostEvents) {
            LOG.warnf("the engine dropped %d events that nobody asked for in time", observation.getLostEvents());
            lostEvents = observation.getLostEvents();
        }
    }

    /** Waits for the look that is under way. */
    @Override
    public void close() {
        end.countDown();
        try {
            if (thread.isAlive() && !thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
