package dev.flotilla.edge.foghorn.control;

import dev.flotilla.edge.uplink.identity.Peer;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.FoghornMessage;
import dev.flotilla.proto.foghorn.v1.HelmsmanMessage;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jboss.logging.Logger;

/**
 * One open stream of a node. It asks for the next message when the last one has been dealt with. What is to be sent waits in a
 * queue with a bound while the node cannot take more; a node that lets it fill up is not read to any longer. For any thread.
 */
final class HelmsmanStream implements StreamObserver<HelmsmanMessage> {
    /** Deals with what a stream brings. */
    interface Handler {
        /** Throws {@link StatusRuntimeException} to end the stream. Must not block. */
        void hear(HelmsmanStream stream, HelmsmanMessage message);

        void ended(HelmsmanStream stream);
    }

    private static final Logger LOG = Logger.getLogger(HelmsmanStream.class);
    private static final int MOST_WAITING = 512;

    private final Peer peer;
    private final ServerCallStreamObserver<FoghornMessage> out;
    private final Handler handler;
    private final long openedNs = System.nanoTime();
    private final Queue<FoghornMessage> waiting = new ArrayDeque<>();
    private long waitingSinceNs;
    private boolean isEnded;
    private int batches;
    private volatile boolean isLeaving;

    HelmsmanStream(Peer peer, ServerCallStreamObserver<FoghornMessage> out, Handler handler) {
        this.peer = peer;
        this.out = out;
        this.handler = handler;
    }

    /** To be called before the service method returns. */
    void open() {
        out.disableAutoRequest();
        out.setOnReadyHandler(this::drain);
        out.setOnCancelHandler(this::markEnded);
        out.request(1);
    }

    NodeId node() {
        return peer.node();
    }

    String serial() {
        return peer.serial();
    }

    long openedNs() {
        return openedNs;
    }

    /** The node has said that it will be back in a moment. */
    void leaves(boolean soonBack) {
        isLeaving = soonBack;
    }

    boolean isLeaving() {
        return isLeaving;
    }

    /** Counts batches of events under way; false when there are more than a node may send without acknowledgement. */
    synchronized boolean beganBatch(int most) {
        return ++batches <= most;
    }

    synchronized void endedBatch() {
        batches--;
    }

    @Override
    public void onNext(HelmsmanMessage message) {
        try {
            MessageCheck.check(message);
            handler.hear(this, message);
            synchronized (this) {
                if (!isEnded) {
                    out.request(1);
                }
            }
        } catch (InvalidMessage e) {
            end(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        } catch (StatusRuntimeException e) {
            end(e.getStatus());
        } catch (RuntimeException e) {
            LOG.errorf(e, "node=%s: a message could not be dealt with", peer.node());
            end(Status.INTERNAL.withDescription("The Foghorn could not deal with a message; its log tells why."));
        }
    }

    @Override
    public void onError(Throwable failure) {
        markEnded();
    }

    @Override
    public void onCompleted() {
        end(Status.OK);
    }

    /** Sends now or when the node can take it; not at all when the stream has ended. */
    void send(FoghornMessage message) {
        boolean isFull;
        synchronized (this) {
            if (isEnded) {
                return;
            }
            if (waiting.isEmpty() && out.isReady()) {
                out.onNext(message);
                return;
            }
            if (waiting.isEmpty()) {
                waitingSinceNs = System.nanoTime();
            }
            isFull = waiting.size() == MOST_WAITING;
            if (!isFull) {
                waiting.add(message);
            }
        }
        if (isFull) {
            end(Status.RESOURCE_EXHAUSTED.withDescription("The node does not read."));
        }
    }

    /** For how long something has waited to be sent; 0 when nothing does. */
    synchronized long waitingNs(long nowNs) {
        return waiting.isEmpty() ? 0 : nowNs - waitingSinceNs;
    }

    private synchronized void drain() {
        while (!isEnded && !waiting.isEmpty() && out.isReady()) {
            out.onNext(waiting.remove());
            waitingSinceNs = System.nanoTime();
        }
    }

    synchronized boolean isEnded() {
        return isEnded;
    }

    void end(Status status) {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
            waiting.clear();
            if (status.isOk()) {
                out.onCompleted();
            } else {
                out.onError(status.asRuntimeException());
            }
        }
        LOG.infof("stream ended node=%s status=%s %s", peer.node(), status.getCode(), status.getDescription());
        handler.ended(this);
    }

    /** The other end is gone. */
    private void markEnded() {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
            waiting.clear();
        }
        LOG.infof("stream lost node=%s", peer.node());
        handler.ended(this);
    }
}
