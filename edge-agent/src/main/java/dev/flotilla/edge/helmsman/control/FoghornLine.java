package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.uplink.Pauses;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Farewell;
import io.grpc.Status;
import io.netty.handler.ssl.SslContext;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps a stream to one Foghorn up, for as long as that is one of the region's. */
final class FoghornLine implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FoghornLine.class);
    private static final Duration STEADY = Duration.ofSeconds(10);

    /**
     * Where a Foghorn is.
     *
     * @param node which node it must be; unknown when an operator named the address alone
     */
    record Target(UplinkAddress address, Optional<NodeId> node) {
        @Override
        public String toString() {
            return address + node.map(id -> " (" + id + ")").orElse("");
        }
    }

    /** Makes what one attempt needs. */
    interface Means {
        Optional<Identity> identity();

        SslContext tls(Target target) throws SSLException;

        FoghornChannel channel(Target target, SslContext tls);

        FoghornSession.Cargo cargo(Supplier<Optional<FoghornSession.Ending>> reasonToEnd);
    }

    private final Target target;
    private final Means means;
    private final Pauses pauses;
    private final RandomGenerator random;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable FoghornSession session;
    private volatile String problem = "not connected yet";
    private volatile boolean isRestarting;

    FoghornLine(Target target, Means means, Pauses pauses, RandomGenerator random, String threadName) {
        this.target = target;
        this.means = means;
        this.pauses = pauses;
        this.random = random;
        this.thread = Thread.ofPlatform().name(threadName).daemon().start(this::keepUp);
    }

    Target target() {
        return target;
    }

    /** The stream, while the Foghorn takes part in it. */
    Optional<FoghornSession> connected() {
        return Optional.ofNullable(session).filter(FoghornSession::isWelcome);
    }

    /** Why there is no stream, for people. */
    String problem() {
        return problem;
    }

    void changed() {
        connected().ifPresent(FoghornSession::changed);
    }

    void wake() {
        connected().ifPresent(FoghornSession::wake);
    }

    /** Has the stream ended with a farewell. Does not wait. */
    void stop(boolean restarting) {
        isRestarting = restarting;
        stop.countDown();
        FoghornSession current = session;
        if (current != null) {
            current.wake();
        }
    }

    /** Waits, for at most a few seconds, until what {@link #stop} began is done. */
    @Override
    public void close() {
        stop.countDown();
        try {
            if (!thread.join(Duration.ofSeconds(4))) {
                LOG.warnf("the stream to the Foghorn at %s does not end in time", target);
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepUp() {
        int failures = 0;
        try {
            while (stop.getCount() > 0) {
                long startNs = System.nanoTime();
                Status end = attempt();
                boolean wasSteady = System.nanoTime() - startNs > STEADY.toNanos();
                failures = end.isOk() ? 0 : wasSteady ? 1 : failures + 1;
                said(end);
                Duration pause = failures == 0 ? pauses.first() : pauses.afterFailures(failures, random.nextDouble());
                if (stop.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Status attempt() throws InterruptedException {
        try {
            Optional<Identity> identity = means.identity();
            return identity.isEmpty()
                    ? Status.UNAUTHENTICATED.withDescription("this node is not enrolled")
                    : attemptAs(identity.get());
        } catch (SSLException e) {
            return Status.UNAUTHENTICATED.withDescription("key or certificate cannot be used: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "the stream to the Foghorn at %s failed and starts anew", target);
            return Status.INTERNAL.withDescription("the agent failed: " + e);
        } finally {
            session = null;
        }
    }

    private Status attemptAs(Identity identity) throws InterruptedException, SSLException {
        try (FoghornChannel channel = means.channel(target, means.tls(target))) {
            var opened = new FoghornSession(means.cargo(() -> reasonToEnd(identity)));
            session = opened;
            return opened.run(channel.channel()).status();
        }
    }

    private Optional<FoghornSession.Ending> reasonToEnd(Identity identity) {
        if (stop.getCount() == 0) {
            return Optional.of(new FoghornSession.Ending(
                    "stopped",
                    Optional.of(
                            Farewell.newBuilder().setIsRestarting(isRestarting).build())));
        }
        return means.identity().filter(identity::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new FoghornSession.Ending(
                        "this node has a new certificate",
                        Optional.of(Farewell.newBuilder().setIsRestarting(true).build())));
    }

    /** Each reason is logged once. */
    private void said(Status end) {
        String words = words(end);
        if (!words.equals(problem)) {
            problem = words;
            if (!end.isOk()) {
                LOG.warnf("no stream to the Foghorn at %s: %s", target, words);
            }
        }
    }

    private static String words(Status end) {
        for (Throwable cause = end.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return String.valueOf(cause.getMessage());
            }
        }
        String description = end.getDescription();
        return description == null ? end.getCode().toString() : description;
    }
}
