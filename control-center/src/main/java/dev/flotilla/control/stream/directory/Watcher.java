package dev.flotilla.control.stream.directory;

import dev.flotilla.control.certificate.NodeIdentity;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** One open call of a node that hears of something without end. What it does not take yet waits, up to a bound. Safe from any thread. */
final class Watcher<M> {
    private static final int MOST_WAITING = 10_000;

    private final NodeIdentity identity;
    private final ServerCallStreamObserver<M> out;
    private final Consumer<Watcher<M>> ended;
    private final Deque<M> waiting = new ArrayDeque<>();
    private boolean isEnded;

    /** To be called before the service method returns. */
    Watcher(NodeIdentity identity, ServerCallStreamObserver<M> out, Consumer<Watcher<M>> ended) {
        this.identity = identity;
        this.out = out;
        this.ended = ended;
        out.setOnReadyHandler(this::send);
        out.setOnCancelHandler(() -> finish(() -> {}));
    }

    NodeIdentity identity() {
        return identity;
    }

    synchronized boolean isEnded() {
        return isEnded;
    }

    /** Tells; who cannot follow is sent away, to begin anew with nothing known. */
    void tell(M message) {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            if (waiting.size() < MOST_WAITING) {
                waiting.add(message);
                send();
                return;
            }
        }
        end(Status.RESOURCE_EXHAUSTED.withDescription("News come faster than they are taken: come back."));
    }

    void end(Status status) {
        finish(() -> out.onError(status.asRuntimeException()));
    }

    private synchronized void send() {
        while (!isEnded && !waiting.isEmpty() && out.isReady()) {
            out.onNext(waiting.remove());
        }
    }

    private void finish(Runnable last) {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
            last.run();
        }
        ended.accept(this);
    }
}
