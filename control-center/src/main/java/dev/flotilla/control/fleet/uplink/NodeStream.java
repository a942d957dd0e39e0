package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.id.ClusterId;
import dev.flotilla.proto.uplink.v1.CenterMessage;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.Goodbye;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import dev.flotilla.proto.uplink.v1.Region;
import dev.flotilla.unit.Generation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One open stream of a node. It asks for the next message when the last one has been dealt with, so at most one is in memory;
 * messages are dealt with one after another on virtual threads. Sending and ending are safe from any thread.
 */
final class NodeStream implements StreamObserver<NodeMessage> {
    /** Deals with what a stream brings. */
    interface Handler {
        /** Throws {@link StatusRuntimeException} to end the stream. */
        void hear(NodeStream stream, NodeMessage message);

        /** The node can take more again. */
        void canSend(NodeStream stream);

        void ended(NodeStream stream);
    }

    private static final Logger LOG = Logger.getLogger(NodeStream.class);

    private final NodeIdentity identity;
    private final ServerCallStreamObserver<CenterMessage> out;
    private final Handler handler;
    private final Executor executor;
    private final Clock clock;
    private volatile Instant heardAt;
    /** What the node holds or was sent; null until it has said Hello. */
    private @Nullable Generation known;

    /** Where the node belongs; null until it was welcomed. */
    private @Nullable ClusterId cluster;

    private @Nullable Region toldRegion;
    private String toldOrder = "";
    private boolean isEnded;

    NodeStream(
            NodeIdentity identity,
            ServerCallStreamObserver<CenterMessage> out,
            Handler handler,
            Executor executor,
            Clock clock) {
        this.identity = identity;
        this.out = out;
        this.handler = handler;
        this.executor = executor;
        this.clock = clock;
        this.heardAt = clock.instant();
    }

    /** To be called before the service method returns. */
    void open() {
        out.disableAutoRequest();
        out.setOnReadyHandler(() -> executor.execute(() -> handler.canSend(this)));
        out.setOnCancelHandler(this::markEnded);
        out.request(1);
    }

    NodeIdentity identity() {
        return identity;
    }

    Instant heardAt() {
        return heardAt;
    }

    @Override
    public void onNext(NodeMessage message) {
        executor.execute(() -> deal(message));
    }

    @Override
    public void onError(Throwable t) {
        markEnded();
    }

    @Override
    public void onCompleted() {
        end(Status.OK);
    }

    private void deal(NodeMessage message) {
        heardAt = clock.instant();
        try {
            MessageCheck.check(message);
            handler.hear(this, message);
            out.request(1);
        } catch (InvalidMessage e) {
            end(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        } catch (StatusRuntimeException e) {
            end(e.getStatus());
        } catch (RuntimeException e) {
            LOG.errorf(e, "node=%s: a message could not be dealt with", identity.node());
            end(Status.INTERNAL.withDescription(
                    "The control center could not deal with a message; its log tells why."));
        }
    }

    /** Whether a message would go out now rather than wait in memory. */
    synchronized boolean isReady() {
        return !isEnded && out.isReady();
    }

    /** Sends, unless the stream has ended. */
    synchronized void send(CenterMessage message) {
        if (!isEnded) {
            out.onNext(message);
        }
    }

    synchronized boolean isEnded() {
        return isEnded;
    }

    /** Takes note of what the node holds. */
    synchronized void holds(Generation generation) {
        known = generation;
    }

    synchronized boolean hasSaidHello() {
        return known != null;
    }

    /** Whether a state of that generation would be news for the node. */
    synchronized boolean isNews(Generation generation) {
        return !isEnded && known != null && known.isOlderThan(generation);
    }

    /** Sends the state when it is news and can go out now. */
    synchronized void offer(DesiredState state) {
        var generation = new Generation(state.getGeneration());
        if (isNews(generation) && isReady()) {
            known = generation;
            send(CenterMessage.newBuilder().setDesired(state).build());
        }
    }

    /** The node was welcomed as one of that cluster. */
    synchronized void belongsTo(ClusterId home) {
        cluster = home;
    }

    /** The node's cluster; empty until it was welcomed. */
    synchronized Optional<ClusterId> cluster() {
        return Optional.ofNullable(cluster);
    }

    /** Sends the region when it is news and can go out now. */
    synchronized void offer(Region region) {
        if (!region.equals(toldRegion) && isReady()) {
            toldRegion = region;
            send(CenterMessage.newBuilder().setRegion(region).build());
        }
    }

    /** Sends the release when it is news and can go out now. */
    synchronized void offer(DesiredRelease release) {
        if (cluster != null && !release.getOrder().equals(toldOrder) && isReady()) {
            toldOrder = release.getOrder();
            send(CenterMessage.newBuilder().setRelease(release).build());
        }
    }

    /** Says why, then ends the stream. */
    void dismiss(Goodbye.Reason reason, String detail, Status status) {
        send(CenterMessage.newBuilder()
                .setGoodbye(Goodbye.newBuilder().setReason(reason).setDetail(detail))
                .build());
        end(status);
    }

    void end(Status status) {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
            if (status.isOk()) {
                out.onCompleted();
            } else {
                out.onError(status.asRuntimeException());
            }
        }
        LOG.infof("uplink ended node=%s status=%s %s", identity.node(), status.getCode(), status.getDescription());
        handler.ended(this);
    }

    /** The other end is gone. */
    private void markEnded() {
        synchronized (this) {
            if (isEnded) {
                return;
            }
            isEnded = true;
        }
        LOG.infof("uplink lost node=%s", identity.node());
        handler.ended(this);
    }
}
