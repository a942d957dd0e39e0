package dev.flotilla.control.stream.directory;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.control.event.RelayedEvents;
import dev.flotilla.control.fleet.uplink.CallerIdentity;
import dev.flotilla.control.fleet.uplink.Revocation;
import dev.flotilla.control.stream.PullSources;
import dev.flotilla.control.stream.StreamRecords;
import dev.flotilla.control.stream.artifact.ArtifactObjects;
import dev.flotilla.control.stream.artifact.ArtifactOrders;
import dev.flotilla.control.stream.artifact.ArtifactRecords;
import dev.flotilla.control.stream.directory.RecentAnswers.Kind;
import dev.flotilla.control.stream.vod.VodRecords;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.event.v1.EventAcknowledgement;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import dev.flotilla.proto.stream.v1.FindStreamRequest;
import dev.flotilla.proto.stream.v1.FindStreamResponse;
import dev.flotilla.proto.stream.v1.PrepareDownloadRequest;
import dev.flotilla.proto.stream.v1.PrepareDownloadResponse;
import dev.flotilla.proto.stream.v1.PrepareUploadRequest;
import dev.flotilla.proto.stream.v1.PrepareUploadResponse;
import dev.flotilla.proto.stream.v1.ResolvePlaybackRequest;
import dev.flotilla.proto.stream.v1.ResolvePlaybackResponse;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamRecord;
import dev.flotilla.proto.stream.v1.TakeArtifactOrderRequest;
import dev.flotilla.proto.stream.v1.TakeArtifactOrderResponse;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyResponse;
import dev.flotilla.proto.stream.v1.WatchArtifactOrdersRequest;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What the edges ask about streams: each for its own tenant, and for guests of its cluster. Work goes to virtual threads. */
@GrpcService
@RegisterInterceptor(CallerIdentity.class)
class StreamDirectoryService extends StreamDirectoryGrpc.StreamDirectoryImplBase {
    private static final Logger LOG = Logger.getLogger(StreamDirectoryService.class);

    private final StreamRecords streams;
    private final PullSources pulls;
    private final GuestStreams guests;
    private final StreamWatch watch;
    private final ArtifactRecords artifacts;
    private final VodRecords videos;
    private final ArtifactObjects objects;
    private final ArtifactOrders orders;
    private final OrderWatch orderWatch;
    private final RelayedEvents events;
    private final Certificates certificates;
    private final RecentCallers callers;
    private final Executor executor =
            task -> Thread.ofVirtual().name("stream-directory").start(task);

    StreamDirectoryService(
            StreamRecords streams,
            PullSources pulls,
            GuestStreams guests,
            StreamWatch watch,
            ArtifactRecords artifacts,
            VodRecords videos,
            ArtifactObjects objects,
            ArtifactOrders orders,
            OrderWatch orderWatch,
            RelayedEvents events,
            Certificates certificates,
            RecentCallers callers) {
        this.streams = streams;
        this.pulls = pulls;
        this.guests = guests;
        this.watch = watch;
        this.artifacts = artifacts;
        this.videos = videos;
        this.objects = objects;
        this.orders = orders;
        this.orderWatch = orderWatch;
        this.events = events;
        this.certificates = certificates;
        this.callers = callers;
    }

    @Override
    public void resolvePlayback(ResolvePlaybackRequest request, StreamObserver<ResolvePlaybackResponse> out) {
        find(Kind.PLAYBACK_ID, request.getPlaybackId(), this::byPlaybackId, out, found -> {
            var response = ResolvePlaybackResponse.newBuilder();
            response.setRejection(found.rejection());
            found.stream().ifPresent(response::setStream);
            found.artifact().ifPresent(response::setArtifact);
            return response.build();
        });
    }

    /** Of an artifact the stream's policy holds; where the stream is gone, nobody may watch. */
    private RecentAnswers.Answer byPlaybackId(TenantId tenant, String playbackId) {
        Optional<StreamRecord> stream = streams.byPlaybackId(tenant, playbackId);
        if (stream.isPresent()) {
            return RecentAnswers.Answer.of(stream);
        }
        return artifacts
                .byPlaybackId(tenant, playbackId)
                .flatMap(found -> (found.artifact().getKind() == Artifact.Kind.KIND_VOD
                                ? videos.record(tenant, found)
                                : streams.byId(tenant, found.streamId()))
                        .map(of -> new RecentAnswers.Answer(Optional.of(of), Optional.of(found.artifact()))))
                .orElse(RecentAnswers.Answer.NONE);
    }

    @Override
    public void validateStreamKey(ValidateStreamKeyRequest request, StreamObserver<ValidateStreamKeyResponse> out) {
        find(Kind.STREAM_KEY, request.getStreamKey(), alone(streams::byKey), out, found -> {
            var response = ValidateStreamKeyResponse.newBuilder().setRejection(found.rejection());
            found.stream().ifPresent(response::setStream);
            return response.build();
        });
    }

    @Override
    public void findStream(FindStreamRequest request, StreamObserver<FindStreamResponse> out) {
        find(Kind.NAME, request.getName(), alone(streams::byName), out, found -> {
            var response = FindStreamResponse.newBuilder().setRejection(found.rejection());
            found.stream().ifPresent(response::setStream);
            return response.build();
        });
    }

    @Override
    public void watchStreams(WatchStreamsRequest request, StreamObserver<StreamChange> out) {
        var watcher =
                new Watcher<>(CallerIdentity.present(), (ServerCallStreamObserver<StreamChange>) out, watch::ended);
        admit(watcher, watch::opened);
    }

    @Override
    public void watchArtifactOrders(WatchArtifactOrdersRequest request, StreamObserver<ArtifactOrder> out) {
        var watcher = new Watcher<>(
                CallerIdentity.present(), (ServerCallStreamObserver<ArtifactOrder>) out, orderWatch::ended);
        admit(watcher, orderWatch::opened);
    }

    private <M> void admit(Watcher<M> watcher, Consumer<Watcher<M>> opened) {
        executor.execute(() -> {
            try {
                Revocation.refuse(watcher.identity(), certificates);
                opened.accept(watcher);
            } catch (RuntimeException e) {
                watcher.end(statusOf(watcher.identity(), e));
            }
        });
    }

    @Override
    public void takeArtifactOrder(TakeArtifactOrderRequest request, StreamObserver<TakeArtifactOrderResponse> out) {
        answer(
                out,
                who -> TakeArtifactOrderResponse.newBuilder()
                        .setTaken(orders.take(who.tenant(), who.node(), request.getHash(), request.getRefused()))
                        .build());
    }

    @Override
    public void prepareUpload(PrepareUploadRequest request, StreamObserver<PrepareUploadResponse> out) {
        answer(out, who -> objects.upload(who.tenant(), request));
    }

    @Override
    public void prepareDownload(PrepareDownloadRequest request, StreamObserver<PrepareDownloadResponse> out) {
        answer(out, who -> objects.download(guests.tenantOf(who, request.getArtifactHash()), request));
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

    private static BiFunction<TenantId, String, RecentAnswers.Answer> alone(
            BiFunction<TenantId, String, Optional<StreamRecord>> look) {
        return (tenant, text) -> RecentAnswers.Answer.of(look.apply(tenant, text));
    }

    /** Answers at once what is known, and what must be looked up from a virtual thread. */
    private <A> void find(
            Kind kind,
            String text,
            BiFunction<TenantId, String, RecentAnswers.Answer> look,
            StreamObserver<A> out,
            Function<RecentAnswers.Answer, A> response) {
        NodeIdentity who = CallerIdentity.present();
        var question = new RecentAnswers.Question(who.tenant(), kind, text);
        Optional<RecentAnswers.Answer> known = callers.knows(who) ? known(who, question) : Optional.empty();
        if (known.isPresent() && !isPulled(known.get())) {
            out.onNext(response.apply(known.get()));
            out.onCompleted();
            return;
        }
        answer(out, caller -> response.apply(opened(caller, known.orElseGet(() -> learned(caller, question, look)))));
    }

    /** The tenant's own stream; or, when it is known that there is none, what is known of guests. */
    private Optional<RecentAnswers.Answer> known(NodeIdentity who, RecentAnswers.Question question) {
        Optional<RecentAnswers.Answer> own = watch.answers().recent(question);
        return own.isEmpty() || own.get().stream().isPresent()
                ? own
                : watch.answers().recent(question.ofGuests(who.node()));
    }

    private RecentAnswers.Answer learned(
            NodeIdentity who,
            RecentAnswers.Question question,
            BiFunction<TenantId, String, RecentAnswers.Answer> look) {
        RecentAnswers.Answer own = watch.answers().learn(question, () -> look.apply(who.tenant(), question.text()));
        return own.stream().isPresent()
                ? own
                : watch.answers()
                        .learn(
                                question.ofGuests(who.node()),
                                () -> guests.find(
                                        who,
                                        question.kind(),
                                        question.text(),
                                        guest -> look.apply(guest, question.text())));
    }

    private static boolean isPulled(RecentAnswers.Answer answer) {
        return answer.stream().map(StreamRecord::hasPullSource).orElse(false);
    }

    /** With the address that this node may know; it differs from cluster to cluster. */
    private RecentAnswers.Answer opened(NodeIdentity who, RecentAnswers.Answer answer) {
        return isPulled(answer)
                ? new RecentAnswers.Answer(
                        answer.stream().map(stream -> pulls.opened(who.tenant(), who.node(), stream)),
                        answer.artifact())
                : answer;
    }

    private <A> void answer(StreamObserver<A> out, Function<NodeIdentity, A> work) {
        NodeIdentity who = CallerIdentity.present();
        executor.execute(() -> {
            try {
                callers.check(who);
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
