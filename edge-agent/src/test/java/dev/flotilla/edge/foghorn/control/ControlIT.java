package dev.flotilla.edge.foghorn.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.event.Eventually;
import dev.flotilla.edge.foghorn.relay.FakeDirectory;
import dev.flotilla.edge.uplink.Regions;
import dev.flotilla.edge.uplink.identity.Identity;
import dev.flotilla.edge.uplink.identity.NodeTls;
import dev.flotilla.edge.uplink.identity.TestAuthority;
import dev.flotilla.edge.uplink.identity.TestIdentities;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.Artifacts;
import dev.flotilla.proto.foghorn.v1.FoghornControlGrpc;
import dev.flotilla.proto.foghorn.v1.FoghornMessage;
import dev.flotilla.proto.foghorn.v1.HelmsmanMessage;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.PushRewrite;
import dev.flotilla.proto.foghorn.v1.Register;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the control server takes from whoever comes, over real mutual TLS. */
class ControlIT {
    private final TestAuthority authority = new TestAuthority("Flotilla test authority");
    private final TenantId tenant = TenantId.random();
    private final List<ManagedChannel> channels = new CopyOnWriteArrayList<>();

    @TempDir
    private Path data;

    private FakeDirectory center;
    private TestFoghorn foghorn;
    private Identity node;

    @BeforeEach
    void start() throws Exception {
        center = new FakeDirectory(authority);
        foghorn = new TestFoghorn(
                TestIdentities.of(authority, center.address(), tenant),
                new Regions(data.resolve("region")),
                Optional.empty(),
                0);
        node = TestIdentities.of(authority, center.address(), tenant);
    }

    @AfterEach
    void stop() {
        channels.forEach(ManagedChannel::shutdownNow);
        foghorn.close();
        center.close();
    }

    @Test
    void wantsRegisterFirstAndOnce() throws Exception {
        assertThat(connect(node).say(report()).end().getDescription()).isEqualTo("register must come first");
        Stream stream = join(node).say(register());
        assertThat(stream.end().getDescription()).isEqualTo("register must come once");
    }

    @Test
    void letsNoOtherTenantsNodeIn() throws Exception {
        Identity foreign = TestIdentities.of(authority, center.address(), TenantId.random());
        Stream stream = connect(new Pretender(foreign, tenant).identity());
        assertThat(stream.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    @Test
    void shutsTheDoorOnAnotherFleetsNode() throws Exception {
        TestAuthority other = new TestAuthority("Another authority");
        Identity stranger = TestIdentities.of(other, center.address(), tenant);
        Identity trustingUs = new Identity(
                stranger.node(),
                stranger.nodeName(),
                stranger.tenant(),
                stranger.cluster(),
                stranger.center(),
                stranger.uplink(),
                stranger.key(),
                stranger.certificate(),
                authority.certificate());
        assertThat(connect(trustingUs).say(register()).end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(foghorn.told).isEmpty();
    }

    @Test
    void endsTheFirstStreamWhenASecondComes() throws Exception {
        Stream first = join(node);
        Stream second = join(node);
        assertThat(first.end().getCode()).isEqualTo(Status.Code.ABORTED);
        second.say(report());
        Eventually.isTrue("reported", () -> foghorn.reports.containsKey(node.node()));
        assertThat(foghorn.told).containsExactly("registered", "registered");
    }

    @Test
    void holdsFewStreamsOfOneNode() throws Exception {
        List<Stream> streams = List.of(connect(node), connect(node), connect(node), connect(node));
        Eventually.isTrue(
                "one is too many",
                () -> streams.stream().filter(Stream::isTurnedAway).count() == 1);
        channels.forEach(ManagedChannel::shutdownNow);
        Eventually.isTrue("there is room again", () -> {
            try {
                join(node);
                return true;
            } catch (AssertionError stillFull) {
                return false;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void takesNoMoreArtifactsOfANodeThanItMayHave() throws Exception {
        Stream stream = join(node);
        for (int batch = 0; batch < 2; batch++) {
            var artifacts = Artifacts.newBuilder();
            for (int i = 0; i < 30_000; i++) {
                artifacts.addArtifacts(Artifact.newBuilder().setHash(batch + "-" + i));
            }
            stream.say(HelmsmanMessage.newBuilder().setArtifacts(artifacts));
        }
        assertThat(stream.end().getDescription()).contains("at most 50000 together: '60000'");
        assertThat(foghorn.control.artifacts().all()).hasSize(30_000);
    }

    @Test
    void waitsWithNobodyForAnothersNameServer() throws Exception {
        Stream slow = connect(node).say(register(TestFoghorn.SLOW));
        Identity other = TestIdentities.of(authority, center.address(), tenant);
        Stream heard = join(other);
        // The watch ends the one, and goes on to the other.
        foghorn.revoke(node.certificate().getSerialNumber().toString(16));
        assertThat(slow.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        foghorn.revoke(other.certificate().getSerialNumber().toString(16));
        assertThat(heard.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        foghorn.mayLookUp.complete(true);
    }

    @Test
    void losesAtOnceANodeThatGoesWithoutAWord() throws Exception {
        join(node);
        channels.getLast().shutdownNow();
        Eventually.isTrue("lost", () -> foghorn.told.contains("lost: its stream to this Foghorn ended"));
    }

    @Test
    void namesWhatIsWrongWithAMessage() throws Exception {
        Stream stream = join(node)
                .say(HelmsmanMessage.newBuilder()
                        .setReport(NodeReport.newBuilder().setLatitude(91)));
        Status end = stream.end();
        assertThat(end.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(end.getDescription()).isEqualTo("report.latitude must be from -90 to 90: '91.0'");
    }

    @Test
    void deniesWhoSaysTooMuchAndKeepsTheStream() throws Exception {
        var tooLong = TriggerQuestion.newBuilder()
                .setUuid("u")
                .setPushRewrite(PushRewrite.newBuilder().setStreamKey("k".repeat(70_000)));
        Stream stream = join(node).say(HelmsmanMessage.newBuilder().setQuestion(tooLong));
        assertThat(stream.next().getAnswer().getDenied()).isEqualTo("too-long");
        stream.say(report());
        Eventually.isTrue("it is heard on", () -> foghorn.reports.containsKey(node.node()));
    }

    @Test
    void saysSoWhenNobodyDecides() throws Exception {
        foghorn.decisions = (_, _) -> CompletableFuture.failedFuture(new IllegalStateException("made to fail"));
        Stream stream = join(node)
                .say(HelmsmanMessage.newBuilder()
                        .setQuestion(TriggerQuestion.newBuilder().setUuid("u")));
        assertThat(stream.next().getAnswer().getUnavailable()).contains("made to fail");
    }

    private Stream join(Identity who) throws Exception {
        Stream stream = connect(who).say(register());
        assertThat(stream.next().getWelcome().getNodeId())
                .isEqualTo(foghorn.node().value());
        return stream;
    }

    private Stream connect(Identity who) throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        foghorn.address().host(), foghorn.address().port())
                .sslContext(NodeTls.client(() -> Optional.of(who), Optional.empty(), _ -> false))
                .build();
        channels.add(channel);
        return new Stream(FoghornControlGrpc.newStub(channel));
    }

    private static HelmsmanMessage.Builder register() {
        return register("edge-one");
    }

    private static HelmsmanMessage.Builder register(String name) {
        return HelmsmanMessage.newBuilder().setRegister(Register.newBuilder().setNodeName(name));
    }

    private static HelmsmanMessage.Builder report() {
        return HelmsmanMessage.newBuilder().setReport(NodeReport.newBuilder().setIsHealthy(true));
    }

    /** One that claims to be of another tenant than its certificate says, so that it calls at all. */
    private record Pretender(Identity real, TenantId claimed) {
        Identity identity() {
            return new Identity(
                    real.node(),
                    real.nodeName(),
                    claimed,
                    real.cluster(),
                    real.center(),
                    real.uplink(),
                    real.key(),
                    real.certificate(),
                    real.authority());
        }
    }

    private static final class Stream implements StreamObserver<FoghornMessage> {
        private final BlockingQueue<FoghornMessage> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<Status> end = new CompletableFuture<>();
        private final StreamObserver<HelmsmanMessage> up;

        private Stream(FoghornControlGrpc.FoghornControlStub stub) {
            this.up = stub.connect(this);
        }

        Stream say(HelmsmanMessage.Builder message) {
            up.onNext(message.build());
            return this;
        }

        FoghornMessage next() throws InterruptedException {
            FoghornMessage message = received.poll(20, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came; end: " + end);
            }
            return message;
        }

        boolean isTurnedAway() {
            return end.isDone() && end.join().getCode() == Status.Code.RESOURCE_EXHAUSTED;
        }

        Status end() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(FoghornMessage message) {
            received.add(message);
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
}
