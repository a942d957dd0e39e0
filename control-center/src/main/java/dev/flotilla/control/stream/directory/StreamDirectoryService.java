package dev.flotilla.control.stream.directory;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.event.RelayedEvents;
import dev.flotilla.control.fleet.uplink.CallerIdentity;
import dev.flotilla.control.fleet.uplink.Revocation;
import dev.flotilla.control.stream.StreamRecords;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.EventAcknowledgement;
import dev.flotilla.proto.stream.v1.FindStreamRequest;
import dev.flotilla.proto.stream.v1.FindStreamResponse;
import dev.flotilla.proto.stream.v1.ResolvePlaybackRequest;
import dev.flotilla.proto.stream.v1.ResolvePlaybackResponse;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyResponse;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What the edges ask about streams: each for its own tenant. Work goes to virtual threads. */
@GrpcService
@RegisterInterceptor(CallerIdentity.class)
class StreamDirectoryService extends StreamDirectoryGrpc.StreamDirectoryImplBase {
    private static final Logger LOG = Logger.getLogger(StreamDirectoryService.class);

    private final StreamRecords streams;
    private final StreamWatch watch;
    private final RelayedEvents events;
    private final Certificates certificates;
    private final Executor executor =
            task -> Thread.ofVirtual().name("stream-directory").start(task);

    StreamDirectoryService(StreamRecords streams, StreamWatch watch, RelayedEvents events, Certificates certificates) {
        this.streams = streams;
        this.watch = watch;
        this.events = events;
        this.certificates = certificates;
    }

    @Override
    public void resolvePlayback(ResolvePlaybackRequest request, StreamObserver<ResolvePlaybackResponse> out) {
        answer(out, who -> {
            var response = ResolvePlaybackResponse.newBuilder();
            streams.byPlaybackId(who.tenant(), request.getPlaybackId()).ifPresent(response::setStream);
            return response.build();
        });
    }

    @Override
    public void validateStreamKey(ValidateStreamKeyRequest request, StreamObserver<ValidateStreamKeyResponse> out) {
        answer(out, who -> {
            var response = ValidateStreamKeyResponse.newBuilder();
            streams.byKey(who.tenant(), request.getStreamKey()).ifPresent(response::setStream);
            return response.build();
        });
    }

    @Override
    public void findStream(FindStreamRequest request, StreamObserver<FindStreamResponse> out) {
        answer(out, who -> {
            var response = FindStreamResponse.newBuilder();
            streams.byName(who.tenant(), request.getName()).ifPresent(response::setStream);
            return response.build();
        });
    }

    @Override
    public void watchStreams(WatchStreamsRequest request, StreamObserver<StreamChange> out) {
        var watcher = new Watcher(CallerIdentity.present(), (ServerCallStreamObserver<StreamChange>) out, watch::ended);
        executor.execute(() -> {
            try {
                Revocation.refuse(watcher.identity(), certificates);
                watch.opened(watcher);
            } catch (RuntimeException e) {
                watcher.end(statusOf(watcher.identity(), e));
            }
        });
    }

    @Override
    public void deliverEvents(
            dev.flotilla.proto.stream.v1.RelayedEvents request, StreamObserver<EventAcknowledgement> out) {
        answer(
                out,
                who -> EventAcknowledgement.newBuilder()
                        .addAllIds(events.accept(who, nodeId(request.getNodeId()), request.getEvents()))
                        .build());
    }

    private static NodeId nodeId(String text) {
        try {
            return new NodeId(text);
        } catch (IllegalArgumentException e) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("node_id must be a node's: '%s'".formatted(text))
                    .asRuntimeException();
        }
    }

    private <A> void answer(StreamObserver<A> out, Function<NodeIdentity, A> work) {
        NodeIdentity who = CallerIdentity.present();
        executor.execute(() -> {
            try {
                Revocation.refuse(who, certificates);
                A answer = work.apply(who);
                out.onNext(answer);
                out.onCompleted();
            } catch (RuntimeException e) {
                out.onError(statusOf(who, e).asRuntimeException());
            }
        });
    }

    private static Status statusOf(NodeIdentity who, RuntimeException failure) {
        if (failure instanceof StatusRuntimeException known) {
            return known.getStatus();
        }
        LOG.errorf(failure, "node=%s: its question about streams could not be answered", who.node());
        return Status.UNAVAILABLE.withDescription("The control center could not answer; its log tells why.");
    }
}
