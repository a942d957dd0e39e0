package dev.flotilla.edge.helmsman.poll;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistClient;
import dev.flotilla.edge.helmsman.mist.MistConfig;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.mist.NodeFigures;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.node.v1.Health;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks a MistServer at a steady pace how it does, notices when it goes, comes back or is another one, and has its
 * configuration looked after. Owns one thread, on which everybody is told.
 */
public final class MistWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MistWatch.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration BETWEEN_NUDGES = Duration.ofSeconds(1);
    /** A MistServer that is away for longer has no streams any more. */
    private static final Duration STREAMS_OUTLIVE_SILENCE = Duration.ofSeconds(30);

    private final MistApi mist;
    private final Parts parts;
    private final Intervals intervals;
    private final InstantSource clock;
    private final PollEvents events;
    private final Speed speed = new Speed();
    private final StreamChanges changes = new StreamChanges();
    private final Semaphore wake = new Semaphore(0);
    private final LongAdder dropped = new LongAdder();
    private String passphrase = "";
    private String instance = "";
    private long upkeepAtNs;
    private long nodeAtNs;
    private long streamsAtNs;
    private long clientsAtNs;
    private long nudgedNs;
    private volatile MistState state;
    private volatile boolean isUpkeepWanted;
    private volatile boolean isClosed;

    /** Keeps MistServer's configuration as it should be. Called with it each half minute, and when MistServer was started anew. */
    public interface Upkeep {
        /** Answers the passphrase of the document for load balancers. */
        String keep(MistConfig config, MistFlavour flavour) throws MistFailure;
    }

    /**
     * Whom it works for.
     *
     * @param streamIds the control center's id of a stream, empty when unknown
     * @param reports takes each report of the node
     * @param clients takes everybody who is connected, each time they are looked at
     */
    public record Parts(
            Upkeep upkeep,
            EventSink sink,
            Function<MistStream, String> streamIds,
            Supplier<Health> machine,
            Consumer<NodeReport> reports,
            Consumer<List<MistClient>> clients) {}

    /** How long it waits between two looks at the same thing. */
    public record Intervals(Duration node, Duration streams, Duration clients, Duration upkeep) {
        public Intervals {
            check("node-interval", node);
            check("streams-interval", streams);
            check("clients-interval", clients);
            check("upkeep-interval", upkeep);
        }

        private static void check(String key, Duration interval) {
            if (interval.compareTo(Duration.ofMillis(100)) < 0 || interval.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "flotilla.helmsman.mist.%s must be between 100 ms and 1 h: %s".formatted(key, interval));
            }
        }
    }

    public MistWatch(MistApi mist, Parts parts, Intervals intervals, InstantSource clock) {
        this.mist = mist;
        this.parts = parts;
        this.intervals = intervals;
        this.clock = clock;
        this.events = new PollEvents(parts.streamIds());
        this.state = MistState.unknown(clock.instant());
        long now = System.nanoTime();
        nudgedNs = now - BETWEEN_NUDGES.toNanos();
        upkeepAtNs = now;
        nodeAtNs = now;
        streamsAtNs = now;
        clientsAtNs = now + intervals.clients().toNanos();
    }

    public void start() {
        Thread.ofVirtual().name("mist-watch").start(this::run);
    }

    /** How it stands, from memory. */
    public MistState state() {
        return state;
    }

    /** Events that the disk did not take; the next poll says the same again. */
    public long dropped() {
        return dropped.sum();
    }

    /** Something happened: looks at streams and load now. */
    public void nudge() {
        wake.release();
    }

    /** The configuration that is wanted is another one now: looks after it at once. */
    public void nudgeUpkeep() {
        isUpkeepWanted = true;
        wake.release();
    }

    private void run() {
        while (!isClosed) {
            try {
                boolean isNudged = wake.tryAcquire(Math.max(0, nextAtNs() - System.nanoTime()), TimeUnit.NANOSECONDS);
                wake.drainPermits();
                if (!isClosed) {
                    turn(System.nanoTime(), isNudged);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                LOG.error("looking after MistServer failed; it goes on", failure);
                nodeAtNs = System.nanoTime() + RETRY.toNanos();
            }
        }
    }

    private long nextAtNs() {
        return Math.min(Math.min(upkeepAtNs, nodeAtNs), Math.min(streamsAtNs, clientsAtNs));
    }

    /** Does what is due. */
    void turn(long nowNs, boolean isNudged) {
        try {
            if (isUpkeepWanted || nowNs - upkeepAtNs >= 0) {
                isUpkeepWanted = false;
                upkeepAtNs = nowNs + RETRY.toNanos();
                keep(nowNs);
                upkeepAtNs = nowNs + intervals.upkeep().toNanos();
            }
            if (isNudged) {
                lookSoon(nowNs);
            }
            boolean hasOtherStreams = false;
            if (nowNs - streamsAtNs >= 0) {
                streamsAtNs = nowNs + intervals.streams().toNanos();
                hasOtherStreams = pollStreams(nowNs);
            }
            if (hasOtherStreams || nowNs - nodeAtNs >= 0) {
                nodeAtNs = nowNs + intervals.node().toNanos();
                pollNode(nowNs);
            }
            if (nowNs - clientsAtNs >= 0) {
                clientsAtNs = nowNs + intervals.clients().toNanos();
                List<MistClient> clients = mist.clients();
                parts.clients().accept(clients);
                events.clients(clients, clock.instant()).forEach(this::send);
            }
        } catch (MistFailure failure) {
            lose(failure, nowNs);
        }
    }

    /** At once, but in a flood of triggers once a second. */
    private void lookSoon(long nowNs) {
        long soonNs = Math.max(nowNs, nudgedNs + BETWEEN_NUDGES.toNanos());
        nudgedNs = soonNs;
        streamsAtNs = Math.min(streamsAtNs, soonNs);
        nodeAtNs = Math.min(nodeAtNs, soonNs);
    }

    private void keep(long nowNs) throws MistFailure {
        MistConfig config = mist.config();
        boolean isOther = !config.instance().equals(instance) || !state.isAnswering();
        MistFlavour flavour = isOther ? mist.flavour() : state.flavour();
        if (!state.isAnswering()) {
            LOG.infof("MistServer %s (%s) answers", config.shortVersion(), flavour);
            streamsAtNs = nowNs;
            nodeAtNs = nowNs;
        }
        passphrase = parts.upkeep().keep(config, flavour);
        instance = config.instance();
        state = state.answering(config.shortVersion(), flavour, clock.instant());
    }

    private boolean pollStreams(long nowNs) throws MistFailure {
        if (passphrase.isEmpty()) {
            return false;
        }
        StreamChanges.Changes found = changes.next(mist.activeStreams(), nowNs);
        Instant now = clock.instant();
        found.updates().forEach(stream -> send(events.update(stream, now)));
        return found.cameOrWent();
    }

    private void pollNode(long nowNs) throws MistFailure {
        if (passphrase.isEmpty()) {
            return;
        }
        NodeFigures figures = mist.node(passphrase);
        if (speed.take(figures, nowNs)) {
            LOG.info("MistServer was started anew");
            state = state.restarted();
            upkeepAtNs = nowNs;
        }
        parts.reports().accept(NodeReports.of(figures, speed, parts.machine().get()));
    }

    private void lose(MistFailure failure, long nowNs) {
        String why = String.valueOf(failure.getMessage());
        Instant now = clock.instant();
        if (state.isAnswering() || !state.problem().equals(why)) {
            LOG.warn(why);
        }
        state = state.lost(why, now);
        speed.forget();
        upkeepAtNs = nowNs + RETRY.toNanos();
        streamsAtNs = Math.max(streamsAtNs, upkeepAtNs);
        nodeAtNs = Math.max(upkeepAtNs, nowNs + intervals.node().toNanos());
        clientsAtNs = Math.max(clientsAtNs, upkeepAtNs);
        if (Duration.between(state.since(), now).compareTo(STREAMS_OUTLIVE_SILENCE) > 0) {
            changes.next(List.of(), nowNs).updates().forEach(stream -> send(events.update(stream, now)));
        }
        parts.reports().accept(NodeReports.lost(why, parts.machine().get(), SharedMemory.ofThisMachine()));
    }

    private void send(Event event) {
        try {
            parts.sink().accept(event);
        } catch (SpoolFailure failure) {
            dropped.increment();
            LOG.debugf("an event is dropped: %s", failure.getMessage());
        }
    }

    @Override
    public void close() {
        isClosed = true;
        wake.release();
    }
}
