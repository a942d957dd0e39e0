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
 * those that arrive waits. It outlives streams: a result that could not be told is told on the next one, if that one leads to
 * the same {@link Owner}.
 */
final class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    private static final int MOST_RESULTS = 16;

    /** A desired state and who wants it. */
    private record Wanted(Owner owner, DesiredState state) {}

    private final DesiredStates states;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<DesiredStateResult> results = new ArrayDeque<>();
    private @Nullable Owner owner;
    private @Nullable Wanted waiting;
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

    /** From now on states come from this owner. What another one is still owed is forgotten. */
    void serve(Owner next) {
        lock.lock();
        try {
            if (!next.equals(owner)) {
                owner = next;
                waiting = null;
                latest = null;
                results.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    Generation held() {
        return states.held(served());
    }

    boolean hasForeignFlows() {
        return states.hasForeignFlows(served());
    }

    void offer(DesiredState desired) {
        lock.lock();
        try {
            Wanted wanted = new Wanted(served(), desired);
            if (!isApplying) {
                isApplying = true;
                Thread.ofVirtual().name("reconciliation").start(() -> applyAll(wanted));
            } else if (waiting == null || waiting.state.getGeneration() <= desired.getGeneration()) {
                waiting = wanted;
            } else {
                add(refused(
                        desired,
                        "generation " + desired.getGeneration() + " is older than " + waiting.state.getGeneration()
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

    private Owner served() {
        lock.lock();
        try {
            if (owner == null) {
                throw new IllegalStateException("nobody is served yet");
            }
            return owner;
        } finally {
            lock.unlock();
        }
    }

    private void applyAll(Wanted first) {
        for (Wanted next = first; next != null; next = applied(next)) {
            LOG.debugf("desired state %d taken up", next.state.getGeneration());
        }
    }

    /** Applies one and answers the one to apply after it. */
    private @Nullable Wanted applied(Wanted wanted) {
        DesiredStateResult result;
        try {
            result = states.apply(wanted.owner, wanted.state);
        } catch (RuntimeException e) {
            LOG.errorf(e, "desired state %d could not be applied", wanted.state.getGeneration());
            result = refused(wanted.state, "the agent failed: " + e);
        }
        lock.lock();
        try {
            if (wanted.owner.equals(owner)) {
                add(result);
                latest = result;
            }
            Wanted next = waiting;
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
