package dev.flotilla.edge.foghorn.routing;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Wish;
import dev.flotilla.edge.foghorn.http.DecisionLog;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.place.Whereabouts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Turns what was routed into events of this node. So many wait, and so many a second are written, so that a rush of viewers
 * neither holds up routing nor drives out the spool's other events; what is beyond that is counted and dropped.
 */
public final class RoutingEvents implements DecisionLog, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RoutingEvents.class);

    private final BlockingQueue<Routed> queue;
    private final Supplier<EventSink> sink;
    private final Places places;
    private final InstantSource clock;
    private final long pauseNs;
    private final LongAdder written = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread =
            Thread.ofPlatform().name("routing-events").daemon().unstarted(this::write);

    /** @param sink asked for when the first event is written */
    RoutingEvents(Supplier<EventSink> sink, Places places, int mostWaiting, int mostPerSecond, InstantSource clock) {
        this.queue = new ArrayBlockingQueue<>(mostWaiting);
        this.sink = sink;
        this.places = places;
        this.clock = clock;
        this.pauseNs = TimeUnit.SECONDS.toNanos(1) / mostPerSecond;
    }

    void start() {
        thread.start();
    }

    /** Never waits. For any thread. */
    public void add(Routed routed) {
        if (!queue.offer(routed)) {
            dropped.increment();
        }
    }

    @Override
    public void decided(String request, String status, Wish wish, Choice choice, long latencyNs) {
        add(Routed.of(request, status, "", wish, choice, latencyNs, ""));
    }

    /** Events that the spool took. */
    public long written() {
        return written.sum();
    }

    /** Decisions of which no event tells. */
    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Routed next = queue.take();
                spool(next);
                TimeUnit.NANOSECONDS.sleep(pauseNs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void spool(Routed routed) {
        try {
            ClientAddress client = routed.client();
            Whereabouts viewer = client == null ? Whereabouts.UNKNOWN : places.whereabouts(client);
            sink.get().accept(RoutingEvent.of(routed, viewer, clock.instant()));
            written.increment();
        } catch (SpoolFailure full) {
            dropped.increment();
            LOG.debugf("a routing event is lost: %s", full.getMessage());
        } catch (RuntimeException bug) {
            dropped.increment();
            LOG.error("a routing event is lost, and the next one is tried", bug);
        }
    }
}
