package dev.flotilla.edge.uplink;

import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.unit.Generation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands desired states to {@link DesiredStates}, one at a time, on a virtual thread. While one is applied only the newest of
 * those that arrive waits. It outlives streams: a result that could not be told is told on the next one.
 */
final class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final int MOST_RESULTS = 16;

    private final DesiredStates states;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<DesiredStateResult> results = new ArrayDeque<>();
    private @Nullable DesiredState waiting;
    private @Nullable DesiredStateResult latest;
    private boolean isApplying;
    private volatile Runnable resultListener = () -> {};

    Reconciliation(DesiredStates states) {
        this.states = states;
    }

    /** Whom to tell that there is a result. */
    void onResult(Runnable listener) {
        resultListener = listener;
    }

    Generation held() {
        return states.held();
    }

    void offer(DesiredState desired) {
        lock.lock();
        try {
            if (!isApplying) {
                isApplying = true;
                Thread.ofVirtual().name("reconciliation").start(() -> applyAll(desired));
            } else if (waiting == null || waiting.getGeneration() <= desired.getGeneration()) {
                waiting = desired;
            } else {
                add(refused(
                        desired,
                        "generation " + desired.getGeneration() + " is older than " + waiting.getGeneration()
                                + ", which waits to be applied"));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next result to tell; each is answered once. */
    Optional<DesiredStateResult> nextResult() {
        lock.lock();
        try {
            return Optional.ofNullable(results.poll());
        } finally {
            lock.unlock();
        }
    }

    /** A new stream begins: the latest result is told once more, because the end of the old one may have swallowed it. */
    void tellAgain() {
        lock.lock();
        try {
            if (results.isEmpty() && latest != null) {
                results.add(latest);
            }
        } finally {
            lock.unlock();
        }
    }

    private void applyAll(DesiredState first) {
        for (DesiredState next = first; next != null; next = applied(next)) {
            LOG.debugf("desired state %d taken up", next.getGeneration());
        }
    }

    /** Applies one and answers the one to apply after it. */
    private @Nullable DesiredState applied(DesiredState desired) {
        DesiredStateResult result;
        try {
            result = states.apply(desired);
        } catch (RuntimeException e) {
            LOG.errorf(e, "desired state %d could not be applied", desired.getGeneration());
            result = refused(desired, "the agent failed: " + e);
        }
        lock.lock();
        try {
            add(result);
            latest = result;
            DesiredState next = waiting;
            waiting = null;
            isApplying = next != null;
            return next;
        } finally {
            lock.unlock();
            resultListener.run();
        }
    }

    private void add(DesiredStateResult result) {
        if (results.size() == MOST_RESULTS) {
            results.removeFirst();
        }
        results.add(result);
    }

    private static DesiredStateResult refused(DesiredState desired, String why) {
        return DesiredStateResult.newBuilder()
                .setGeneration(desired.getGeneration())
                .setRefused(why)
                .build();
    }
}
