package dev.flotilla.edge.release;

import dev.flotilla.edge.uplink.ReleaseOrders;
import dev.flotilla.proto.node.v1.ReleaseState;
import dev.flotilla.proto.node.v1.ReleaseState.Phase;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own version: carries orders for another one out, and lets a new one prove itself. Media never waits for it, for the
 * engine is another process and runs on.
 */
final class Releases implements ReleaseOrders, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Releases.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** What the releases of this node are made of. */
    record Parts(
            ReleaseFolder folder,
            Upgrade.Self self,
            Upgrade upgrade,
            Supplier<Optional<String>> lacking,
            Duration steady,
            IntConsumer exit) {}

    private final Parts parts;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicReference<@Nullable DesiredRelease> next = new AtomicReference<>();
    private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
    private volatile ReleaseState state;

    Releases(Parts parts) {
        this.parts = parts;
        this.state = ReleaseState.newBuilder()
                .setVersion(parts.self().version())
                .setPlatform(parts.self().platform())
                .build();
    }

    /** Takes up what the agent before left: a trial, or the last outcome. */
    void start() {
        try {
            if (parts.self().folder().isEmpty()) {
                parts.folder().isBase(parts.self().version());
            }
            parts.folder().outcome().ifPresent(this::show);
            Optional<Trial> trial = parts.folder().trial();
            if (trial.isPresent() && trial.get().to().equals(parts.self().folder())) {
                Trial mine = trial.get();
                show(new Outcome(mine.order(), mine.version(), Phase.PHASE_TRIAL, ""));
                run(() -> prove(mine));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of releases cannot be read", e);
        }
    }

    @Override
    public ReleaseState state() {
        return state;
    }

    @Override
    public void take(DesiredRelease desired) {
        next.set(desired);
        work();
    }

    @Override
    public void close() {
        stop.countDown();
        Thread working = worker.get();
        if (working != null) {
            working.interrupt();
        }
    }

    private void work() {
        run(() -> {
            for (DesiredRelease order = next.getAndSet(null); order != null; order = next.getAndSet(null)) {
                carryOut(order);
            }
        });
    }

    private void carryOut(DesiredRelease order) {
        if (order.getOrder().equals(state.getOrder())) {
            return;
        }
        if (order.getVersion().equals(parts.self().version())) {
            end(order, Phase.PHASE_CONFIRMED, "");
            return;
        }
        LOG.infof("release: order %s to run version %s", order.getOrder(), order.getVersion());
        show(new Outcome(order.getOrder(), order.getVersion(), Phase.PHASE_DOWNLOADING, ""));
        try {
            parts.upgrade().prepare(order);
            LOG.infof("release: swapped to version %s; this one makes way", order.getVersion());
            parts.exit().accept(Keeper.SWAPPED);
            // The next order, if there is one, is for whoever comes.
            stop.await();
        } catch (ReleaseRefused refused) {
            end(order, Phase.PHASE_FAILED, refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(DesiredRelease order, Phase phase, @Nullable String reason) {
        end(new Outcome(order.getOrder(), order.getVersion(), phase, reason == null ? "" : reason));
    }

    private void end(Outcome outcome) {
        LOG.infof("release: order %s: %s %s", outcome.order(), outcome.phase(), outcome.reason());
        try {
            parts.folder().end(outcome);
        } catch (IOException e) {
            LOG.errorf(e, "release: the outcome of order %s cannot be written", outcome.order());
        }
        show(outcome);
    }

    private void prove(Trial trial) {
        var proof = new Proof(
                parts.lacking(), parts.steady(), Duration.ofSeconds(trial.deadlineSeconds()), System.nanoTime());
        try {
            while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                switch (proof.at(System.nanoTime())) {
                    case OPEN -> {}
                    case FIT -> {
                        end(new Outcome(trial.order(), trial.version(), Phase.PHASE_CONFIRMED, ""));
                        parts.folder().prune(List.of(trial.to(), trial.before()), Keeper::isInUse);
                        return;
                    }
                    case UNFIT -> {
                        LOG.errorf("release: version %s is not fit: %s", trial.version(), proof.reason());
                        parts.folder().unfit(proof.reason());
                        parts.exit().accept(Keeper.UNFIT);
                        return;
                    }
                }
            }
        } catch (IOException e) {
            LOG.error("release: the folder of releases cannot be tidied", e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Outcome outcome) {
        state = state.toBuilder()
                .setOrder(outcome.order())
                .setPhase(outcome.phase())
                .setReason(outcome.reason())
                .build();
    }

    /** One piece of work at a time; orders that come during another are looked for when it ends. */
    private void run(Runnable piece) {
        Thread thread = Thread.ofVirtual().name("release").unstarted(() -> {
            try {
                piece.run();
            } finally {
                worker.set(null);
            }
            if (next.get() != null && stop.getCount() > 0) {
                work();
            }
        });
        if (worker.compareAndSet(null, thread)) {
            thread.start();
        }
    }
}
