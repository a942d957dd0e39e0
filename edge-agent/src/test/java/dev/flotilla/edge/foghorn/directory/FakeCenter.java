package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import dev.flotilla.proto.stream.v1.FindStreamRequest;
import dev.flotilla.proto.stream.v1.FindStreamResponse;
import dev.flotilla.proto.stream.v1.PrepareDownloadRequest;
import dev.flotilla.proto.stream.v1.PrepareDownloadResponse;
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
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The control center as a Foghorn's directory sees it: mutual TLS, and streams that a test makes. */
final class FakeCenter extends StreamDirectoryGrpc.StreamDirectoryImplBase implements AutoCloseable {
    /** By stream key. */
    final Map<String, StreamRecord> streams = new ConcurrentHashMap<>();

    /** By playback id. */
    final Map<String, ResolvePlaybackResponse> artifacts = new ConcurrentHashMap<>();

    final Map<String, String> taken = new ConcurrentHashMap<>();
    final List<StreamObserver<ArtifactOrder>> orderWatches = new CopyOnWriteArrayList<>();
    final AtomicInteger questions = new AtomicInteger();

    /** Playback ids for which the center has no answer but this. */
    final Map<String, Status> failures = new ConcurrentHashMap<>();

    final List<StreamObserver<StreamChange>> watches = new CopyOnWriteArrayList<>();
    private final Server server;

    FakeCenter(TestAuthority authority, int port) throws Exception {
        TestAuthority.Server identity = authority.server("127.0.0.1");
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .sslContext(GrpcSslContexts.configure(
                                SslContextBuilder.forServer(
                                        identity.keys().getPrivate(),
                                        identity.chain().toArray(X509Certificate[]::new)),
                                SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .clientAuth(ClientAuth.REQUIRE)
                        .trustManager(authority.certificate())
                        .build())
                .addService(this)
                .build()
                .start();
    }

    UplinkAddress address() {
        return new UplinkAddress("127.0.0.1", server.getPort());
    }

    void change(StreamRecord stream) {
        for (StreamObserver<StreamChange> watch : watches) {
            watch.onNext(StreamChange.newBuilder()
                    .setStreamId(stream.getId())
                    .setName(stream.getName())
                    .setPlaybackId(stream.getPlaybackId())
                    .build());
        }
    }

    @Override
    public void resolvePlayback(ResolvePlaybackRequest request, StreamObserver<ResolvePlaybackResponse> answers) {
        questions.incrementAndGet();
        Status failure = failures.get(request.getPlaybackId());
        if (failure != null) {
            answers.onError(failure.asRuntimeException());
            return;
        }
        ResolvePlaybackResponse.Builder answer = ResolvePlaybackResponse.newBuilder();
        streams.values().stream()
                .filter(stream -> stream.getPlaybackId().equals(request.getPlaybackId()))
                .forEach(answer::setStream);
        answers.onNext(artifacts.getOrDefault(request.getPlaybackId(), answer.build()));
        answers.onCompleted();
    }

    @Override
    public void prepareDownload(PrepareDownloadRequest request, StreamObserver<PrepareDownloadResponse> answers) {
        PrepareDownloadResponse.Builder answer =
                PrepareDownloadResponse.newBuilder().setExpiresAtMs(1_800_000_000_000L);
        request.getFilesList()
                .forEach(file -> answer.addUrls("https://objects/" + request.getArtifactHash() + '/' + file));
        answers.onNext(answer.build());
        answers.onCompleted();
    }

    @Override
    public void watchArtifactOrders(WatchArtifactOrdersRequest request, StreamObserver<ArtifactOrder> orders) {
        orderWatches.add(orders);
    }

    /** The first one to take it has it. */
    @Override
    public void takeArtifactOrder(TakeArtifactOrderRequest request, StreamObserver<TakeArtifactOrderResponse> answers) {
        boolean isFirst = taken.putIfAbsent(request.getHash(), request.getRefused()) == null;
        answers.onNext(TakeArtifactOrderResponse.newBuilder().setTaken(isFirst).build());
        answers.onCompleted();
    }

    @Override
    public void findStream(FindStreamRequest request, StreamObserver<FindStreamResponse> answers) {
        questions.incrementAndGet();
        FindStreamResponse.Builder answer = FindStreamResponse.newBuilder();
        streams.values().stream()
                .filter(stream -> stream.getName().equals(request.getName()))
                .forEach(answer::setStream);
        answers.onNext(answer.build());
        answers.onCompleted();
    }

    @Override
    public void validateStreamKey(ValidateStreamKeyRequest request, StreamObserver<ValidateStreamKeyResponse> answers) {
        questions.incrementAndGet();
        ValidateStreamKeyResponse.Builder answer = ValidateStreamKeyResponse.newBuilder();
        StreamRecord stream = streams.get(request.getStreamKey());
        if (stream != null) {
            answer.setStream(stream);
        }
        answers.onNext(answer.build());
        answers.onCompleted();
    }

    @Override
    public void watchStreams(WatchStreamsRequest request, StreamObserver<StreamChange> changes) {
        changes.onNext(StreamChange.getDefaultInstance());
        watches.add(changes);
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
