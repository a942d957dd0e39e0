package dev.flotilla.edge.uplink;

import dev.flotilla.edge.event.EventDelivery;
import dev.flotilla.edge.event.Spool;
import dev.flotilla.edge.uplink.enrolment.EnrolmentResult;
import dev.flotilla.edge.uplink.identity.CertificateLife;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.proto.node.v1.Health;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The node's line to the control center: keeps one stream up for as long as the agent runs, whatever happens to the network,
 * to the control center or to the node's identity. Nothing on the node waits for it.
 */
public final class Uplink implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Uplink.class);
    private static final Duration IDENTITY_CHECK = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final Parts parts;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Reconciliation reconciliation;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private volatile UplinkState state = new UplinkState.NotEnrolled("");
    private volatile @Nullable Identity identity;
    private volatile @Nullable Renewal renewal;
    private volatile @Nullable UplinkSession session;
    private final AtomicLong connections = new AtomicLong();
    /** Failures since the stream was last steady. */
    private int failures;

    /** What the uplink is made of. */
    record Parts(
            IdentityFolder folder,
            NodeReporting node,
            FlowReporting flows,
            DesiredStates states,
            Spool spool,
            List<FurtherEvents> further,
            Regions regions,
            ReleaseOrders releases,
            UnattendedEnrolment unattended,
            Pauses pauses) {}

    Uplink(Parts parts, InstantSource clock, RandomGenerator random) {
        this.parts = parts;
        this.clock = clock;
        this.random = random;
        this.reconciliation = new Reconciliation(parts.states());
        this.thread = Thread.ofPlatform().name("uplink").daemon().unstarted(this::keepUp);
        parts.spool().onArrival(this::wake);
        reconciliation.onResult(this::wake);
    }

    void start() {
        thread.start();
    }

    public UplinkState state() {
        return state;
    }

    /** Who this node is; empty when it is not enrolled. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** How many streams came up since the agent started. */
    public long connections() {
        return connections.get();
    }

    public Spool.Counts spooled() {
        return parts.spool().counts();
    }

    /** The node's whole health, what the uplink knows included. */
    public Health health() {
        Renewal current = renewal;
        Health.Builder health = parts.node().health().toBuilder()
                .addAllProblems(UplinkProblems.of(
                        state,
                        identity().map(Identity::certificate).map(CertificateLife::of),
                        current == null ? "" : current.failure(),
                        clock.instant()));
        spools().forEach(spool -> {
            Spool.Counts counts = spool.counts();
            health.setSpooledEvents(health.getSpooledEvents() + counts.events())
                    .setLostEvents(health.getLostEvents() + counts.lost())
                    .addAllProblems(spool.problems());
        });
        return health.setRelease(parts.releases().state()).build();
    }

    private Stream<Spool> spools() {
        return Stream.concat(
                Stream.of(parts.spool()), parts.further().stream().flatMap(events -> events.spool().stream()));
    }

    /** Ends the stream and waits for that, at most a few seconds. */
    @Override
    public void close() {
        stop.countDown();
        wake();
        try {
            if (thread.isAlive() && !thread.join(Duration.ofSeconds(5))) {
                LOG.warn("the stream to the control center does not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        UplinkSession current = session;
        if (current != null) {
            current.wake();
        }
    }

    private void keepUp() {
        try {
            while (!isStopping()) {
                Optional<FileTime> stamp = parts.folder().stamp();
                Duration pause = oneAttempt(stamp);
                waitFor(pause, stamp);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Enrols or connects, serves the stream until it is over, and answers how long to wait before the next attempt. */
    private Duration oneAttempt(Optional<FileTime> stamp) throws InterruptedException {
        try {
            Optional<Identity> present = parts.folder().load();
            if (present.isEmpty()) {
                return enrolUnattended();
            }
            Identity current = present.get();
            if (!current.equals(identity)) {
                identity = current;
                renewal = new Renewal(parts.folder(), current, clock, random.nextDouble());
                state = new UplinkState.Away(clock.instant(), "not connected yet");
            }
            return pauseAfter(serve(current, stamp));
        } catch (IOException e) {
            identity = null;
            state = new UplinkState.NotEnrolled(String.valueOf(e.getMessage()));
            return parts.pauses().longest();
        } catch (RuntimeException e) {
            LOG.error("the uplink failed and starts anew", e);
            return pauseAfter(new SessionEnd.Lost("the agent failed: " + e));
        }
    }

    private Duration enrolUnattended() {
        identity = null;
        Optional<EnrolmentResult> result = parts.unattended().attempt();
        return switch (result.orElse(null)) {
            case null -> {
                state = new UplinkState.NotEnrolled("");
                yield parts.pauses().turnedAway();
            }
            case EnrolmentResult.Enrolled(Identity enrolled) -> {
                LOG.infof("enrolled as %s", enrolled);
                yield Duration.ZERO;
            }
            case EnrolmentResult.Refused why -> {
                LOG.errorf("not enrolled: %s", why.sentence());
                state = new UplinkState.NotEnrolled(why.sentence());
                yield why.fault().mayPass()
                        ? parts.pauses().afterFailures(++failures, random.nextDouble())
                        : parts.pauses().turnedAway();
            }
        };
    }

    private SessionEnd serve(Identity current, Optional<FileTime> stamp) throws InterruptedException {
        reconciliation.serve(Owner.of(current));
        parts.regions().serve(Owner.of(current));
        try (UplinkChannel connection = new UplinkChannel(current, "uplink-net")) {
            var cargo = new UplinkSession.Cargo(
                    parts.node(),
                    this::health,
                    parts.flows(),
                    reconciliation,
                    deliveries(),
                    parts.regions()::take,
                    parts.releases()::take,
                    this::welcomed,
                    () -> {
                        renewWhenDue(connection.channel());
                        return reasonToEnd(stamp);
                    });
            UplinkSession opened = new UplinkSession(current.uplink(), cargo, clock);
            session = opened;
            return opened.run(connection.channel());
        } catch (SSLException e) {
            return new SessionEnd.Lost("the node's key or certificate cannot be used: " + e.getMessage());
        } finally {
            session = null;
        }
    }

    private List<EventDelivery> deliveries() {
        return Stream.concat(
                        Stream.of(new EventDelivery(parts.spool())),
                        parts.further().stream().flatMap(events -> events.delivery().stream()))
                .toList();
    }

    private void renewWhenDue(Channel channel) {
        Renewal current = renewal;
        if (current != null) {
            current.startWhenDue(channel);
        }
    }

    private Optional<SessionEnd> reasonToEnd(Optional<FileTime> stamp) {
        if (isStopping()) {
            return Optional.of(new SessionEnd.Stopped());
        }
        return parts.folder().stamp().equals(stamp) ? Optional.empty() : Optional.of(new SessionEnd.NewIdentity());
    }

    private void welcomed(UplinkState.Connected connected) {
        LOG.infof("connected as node %s of tenant %s", connected.nodeName(), connected.tenantName());
        state = connected;
        connections.incrementAndGet();
    }

    private Duration pauseAfter(SessionEnd end) {
        Instant now = clock.instant();
        boolean wasSteady = state instanceof UplinkState.Connected connected
                && Duration.between(connected.since(), now).compareTo(STEADY) > 0;
        failures = wasSteady ? 1 : failures + 1;
        return switch (end) {
            case SessionEnd.Lost _
            when state instanceof UplinkState.Revoked -> parts.pauses().afterBeingTurnedAway(random.nextDouble());
            case SessionEnd.Lost(String why) -> {
                away(now, why);
                yield parts.pauses().afterFailures(failures, random.nextDouble());
            }
            case SessionEnd.Replaced(String why) -> {
                away(now, why);
                yield parts.pauses().longest();
            }
            case SessionEnd.Revoked(String why) -> {
                if (!(state instanceof UplinkState.Revoked)) {
                    LOG.errorf("the certificate of this node was revoked: %s", why);
                    state = new UplinkState.Revoked(now, why);
                }
                yield parts.pauses().afterBeingTurnedAway(random.nextDouble());
            }
            case SessionEnd.NewIdentity() -> Duration.ZERO;
            case SessionEnd.Stopped() -> {
                state = new UplinkState.Away(now, "the agent stops");
                yield Duration.ZERO;
            }
        };
    }

    /** A stream that never came up does not make the line look younger than it is, and is logged once per reason. */
    private void away(Instant now, String why) {
        UplinkState before = state;
        Instant since = before instanceof UplinkState.Away earlier ? earlier.since() : now;
        UplinkState.Away after = new UplinkState.Away(since, why);
        if (!after.equals(before)) {
            LOG.warnf("no connection to the control center: %s", why);
        }
        state = after;
    }

    /** Waits, but no longer than the identity stays the same and the agent runs. */
    private void waitFor(Duration pause, Optional<FileTime> stamp) throws InterruptedException {
        long untilNs = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = untilNs - System.nanoTime()) {
            if (stop.await(Math.min(left, IDENTITY_CHECK.toNanos()), TimeUnit.NANOSECONDS)
                    || !parts.folder().stamp().equals(stamp)) {
                return;
            }
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }
}
