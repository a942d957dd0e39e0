package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.certificate.Authority;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.TestMachine;
import dev.flotilla.enrolment.BootstrapToken;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.uplink.v1.CenterMessage;
import dev.flotilla.proto.uplink.v1.Hello;
import dev.flotilla.proto.uplink.v1.NodeMessage;
import dev.flotilla.proto.uplink.v1.Region;
import dev.flotilla.proto.uplink.v1.UplinkGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/** A node that was let in, with a real gRPC client and its real certificate. */
public final class TestNode implements AutoCloseable {
    private static final long DEADLINE_S = 10;

    /** One stream of it. */
    public static final class Stream implements StreamObserver<CenterMessage> {
        private final BlockingQueue<CenterMessage> received = new LinkedBlockingQueue<>();
        private final BlockingQueue<Region> regions = new LinkedBlockingQueue<>();
        private final CompletableFuture<Status> end = new CompletableFuture<>();
        private final StreamObserver<NodeMessage> up;

        private Stream(UplinkGrpc.UplinkStub stub) {
            this.up = stub.connect(this);
        }

        public Stream say(NodeMessage.Builder message) {
            up.onNext(message.build());
            return this;
        }

        /** The next one of which that is true. */
        Region nextRegion(Predicate<Region> wanted) throws InterruptedException {
            while (true) {
                Region region =
                        Objects.requireNonNull(regions.poll(2 * DEADLINE_S, TimeUnit.SECONDS), "no such region came");
                if (wanted.test(region)) {
                    return region;
                }
            }
        }

        /** Of all but regions, which come when they come. */
        public CenterMessage next() throws InterruptedException {
            return Objects.requireNonNull(
                    received.poll(DEADLINE_S, TimeUnit.SECONDS),
                    () -> "nothing came; the stream's end: " + end.getNow(null));
        }

        void whenEnded(Consumer<Status> then) {
            var _ = end.thenAccept(then);
        }

        Status end() throws InterruptedException, ExecutionException, TimeoutException {
            return end.get(DEADLINE_S, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(CenterMessage message) {
            if (message.hasRegion()) {
                regions.add(message.getRegion());
            } else {
                received.add(message);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            end.complete(Status.OK);
        }
    }

    private final NodeId id;
    private final TestMachine machine;
    private final ManagedChannel channel;

    private TestNode(NodeId id, TestMachine machine, ManagedChannel channel) {
        this.id = id;
        this.machine = machine;
        this.channel = channel;
    }

    public static TestNode enrol(BootstrapToken token) throws GeneralSecurityException, SSLException {
        var machine = TestMachine.random();
        ExtractableResponse<Response> answer =
                TestFleet.enrol(machine, token).statusCode(201).extract();
        return new TestNode(
                new NodeId(answer.path("node_id")),
                machine,
                channel(
                        answer.path("uplink"),
                        machine.key().getPrivate(),
                        read(answer.path("certificate")),
                        read(answer.path("authority"))));
    }

    static ManagedChannel channel(String target, PrivateKey key, X509Certificate certificate, X509Certificate authority)
            throws SSLException {
        return NettyChannelBuilder.forTarget(target)
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(authority)
                        .keyManager(key, certificate)
                        .protocols("TLSv1.3")
                        .build())
                .build();
    }

    /** Someone with no certificate at all. */
    static ManagedChannel stranger(String target, Authority authority) throws SSLException {
        return NettyChannelBuilder.forTarget(target)
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(authority.certificate())
                        .build())
                .build();
    }

    public NodeId id() {
        return id;
    }

    TestMachine machine() {
        return machine;
    }

    Stream connect() {
        return new Stream(UplinkGrpc.newStub(channel));
    }

    /** A stream on which the Hello was answered. */
    public Stream join(long generation) throws InterruptedException {
        Stream stream = connect().say(hello(generation));
        if (!stream.next().hasWelcome()) {
            throw new AssertionError("no welcome");
        }
        return stream;
    }

    /** For other services than the uplink. */
    public ManagedChannel channel() {
        return channel;
    }

    UplinkGrpc.UplinkBlockingStub calls() {
        return UplinkGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
    }

    /** A stream of a node that is a Foghorn. */
    Stream joinAsFoghorn(String control) throws InterruptedException {
        NodeMessage.Builder hello = hello(0);
        hello.getHelloBuilder()
                .getInventoryBuilder()
                .setFoghornControl(control)
                .setFoghornHttp("http://" + control.replaceFirst(":.*", ":18008"));
        Stream stream = connect().say(hello);
        if (!stream.next().hasWelcome()) {
            throw new AssertionError("no welcome");
        }
        return stream;
    }

    NodeMessage.Builder hello(long generation) {
        return NodeMessage.newBuilder()
                .setHello(Hello.newBuilder()
                        .setInventory(Inventory.newBuilder()
                                .setHostname(machine.hostname())
                                .setAgentVersion("test")
                                .setCpuCores(4))
                        .setGeneration(generation)
                        .setClockMs(Instant.now().toEpochMilli()));
    }

    static NodeMessage.Builder health(String... problems) {
        return NodeMessage.newBuilder()
                .setHealth(Health.newBuilder()
                        .setMeasuredAtMs(Instant.now().toEpochMilli())
                        .setCpu(0.25)
                        .addAllProblems(java.util.List.of(problems)));
    }

    static X509Certificate read(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
