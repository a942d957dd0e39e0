package dev.flotilla.edge.uplink;

import com.google.protobuf.ByteString;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventAcknowledgement;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.uplink.v1.CenterMessage;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.FlowReports;
import dev.flotilla.proto.uplink.v1.Goodbye;
import dev.flotilla.proto.uplink.v1.Hello;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import dev.flotilla.proto.uplink.v1.RenewCertificateRequest;
import dev.flotilla.proto.uplink.v1.RenewCertificateResponse;
import dev.flotilla.proto.uplink.v1.UplinkGrpc;
import dev.flotilla.proto.uplink.v1.Welcome;
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
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The control center as a node sees it: mutual TLS, one stream, and whatever trouble a test wants to make. */
final class FakeCenter extends UplinkGrpc.UplinkImplBase implements AutoCloseable {
    final List<Hello> hellos = new CopyOnWriteArrayList<>();
    final List<Health> healths = new CopyOnWriteArrayList<>();
    final List<FlowReports> reports = new CopyOnWriteArrayList<>();
    final List<DesiredStateResult> results = new CopyOnWriteArrayList<>();
    /** How often each event came, by id. */
    final Map<String, Integer> deliveries = new ConcurrentHashMap<>();

    final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    final List<StreamObserver<CenterMessage>> streams = new CopyOnWriteArrayList<>();

    private final TestAuthority authority;
    private final Server server;
    /** Asked before and after each message is taken, and before events are acknowledged: whether the stream breaks now. */
    volatile Predicate<NodeMessage> breaks = _ -> false;

    volatile boolean isRevoked;
    volatile boolean acknowledges = true;
    volatile Duration clockOffset = Duration.ZERO;
    volatile Duration renewedLife = Duration.ofDays(90);

    FakeCenter(TestAuthority authority) throws Exception {
        this(authority, 0);
    }

    FakeCenter(TestAuthority authority, int port) throws Exception {
        this(authority, port, "127.0.0.1");
    }

    /** One whose certificate is for that host. */
    FakeCenter(TestAuthority authority, int port, String host) throws Exception {
        this.authority = authority;
        TestAuthority.Server identity = authority.server(host);
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

    void send(DesiredState desired) {
        sendToAll(CenterMessage.newBuilder().setDesired(desired).build());
    }

    void acknowledge(String eventId) {
        sendToAll(CenterMessage.newBuilder()
                .setAcknowledgement(EventAcknowledgement.newBuilder().addIds(eventId))
                .build());
    }

    void sayGoodbye(Goodbye.Reason reason) {
        sendToAll(CenterMessage.newBuilder()
                .setGoodbye(Goodbye.newBuilder().setReason(reason).setDetail("said the test"))
                .build());
    }

    private void sendToAll(CenterMessage message) {
        for (StreamObserver<CenterMessage> stream : streams) {
            synchronized (stream) {
                stream.onNext(message);
            }
        }
    }

    @Override
    public StreamObserver<NodeMessage> connect(StreamObserver<CenterMessage> toNode) {
        if (isRevoked) {
            toNode.onError(Status.PERMISSION_DENIED
                    .withDescription("revoked by the test")
                    .asRuntimeException());
        }
        return new FromNode(toNode);
    }

    private final class FromNode implements StreamObserver<NodeMessage> {
        private final StreamObserver<CenterMessage> toNode;
        private boolean isOver;

        FromNode(StreamObserver<CenterMessage> toNode) {
            this.toNode = toNode;
            this.isOver = isRevoked;
        }

        @Override
        public void onNext(NodeMessage message) {
            if (!isOver && !brokeAt(message)) {
                take(message);
                brokeAt(message);
            }
        }

        private boolean brokeAt(NodeMessage message) {
            if (!isOver && breaks.test(message)) {
                end();
                toNode.onError(
                        Status.UNAVAILABLE.withDescription("broken by the test").asRuntimeException());
            }
            return isOver;
        }

        private void take(NodeMessage message) {
            switch (message.getMessageCase()) {
                case HELLO -> {
                    hellos.add(message.getHello());
                    say(CenterMessage.newBuilder()
                            .setWelcome(Welcome.newBuilder()
                                    .setNodeName("edge-one")
                                    .setTenantName("Home")
                                    .setClusterName("default")
                                    .setClockMs(Instant.now().plus(clockOffset).toEpochMilli())
                                    .setHealthIntervalMs(100)
                                    .setReportIntervalMs(100))
                            .build());
                    streams.add(toNode);
                }
                case HEALTH -> healths.add(message.getHealth());
                case FLOWS -> reports.add(message.getFlows());
                case RESULT -> results.add(message.getResult());
                case EVENTS -> {
                    EventAcknowledgement stored = stored(message.getEvents());
                    if (acknowledges && !brokeAt(message)) {
                        say(CenterMessage.newBuilder()
                                .setAcknowledgement(stored)
                                .build());
                    }
                }
                case MESSAGE_NOT_SET -> throw new IllegalArgumentException("empty message");
            }
        }

        private EventAcknowledgement stored(EventBatch batch) {
            batchSizes.add(batch.getEventsCount());
            EventAcknowledgement.Builder stored = EventAcknowledgement.newBuilder();
            for (Event event : batch.getEventsList()) {
                deliveries.merge(event.getId(), 1, Integer::sum);
                stored.addIds(event.getId());
            }
            return stored.build();
        }

        private void say(CenterMessage message) {
            synchronized (toNode) {
                toNode.onNext(message);
            }
        }

        private void end() {
            isOver = true;
            streams.remove(toNode);
        }

        @Override
        public void onError(Throwable failure) {
            end();
        }

        @Override
        public void onCompleted() {
            if (!isOver) {
                end();
                toNode.onCompleted();
            }
        }
    }

    @Override
    public void renewCertificate(RenewCertificateRequest request, StreamObserver<RenewCertificateResponse> responses) {
        try {
            X509Certificate renewed = authority.node(
                    request.getCertificateRequest().toByteArray(),
                    TenantId.random(),
                    NodeId.random(),
                    Instant.now().minusSeconds(300),
                    renewedLife);
            responses.onNext(RenewCertificateResponse.newBuilder()
                    .addCertificates(ByteString.copyFrom(renewed.getEncoded()))
                    .addCertificates(ByteString.copyFrom(authority.certificate().getEncoded()))
                    .build());
            responses.onCompleted();
        } catch (CertificateEncodingException e) {
            responses.onError(e);
        }
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
