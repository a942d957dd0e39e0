package dev.flotilla.control.stream.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.FindStreamRequest;
import dev.flotilla.proto.stream.v1.ResolvePlaybackRequest;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc.StreamDirectoryBlockingStub;
import dev.flotilla.proto.stream.v1.StreamRecord;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How soon each of two edges hears of a change and is answered anew, counted from the mutation's answer. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class ChangeReachIT {
    private static final Logger LOG = Logger.getLogger(ChangeReachIT.class);
    private static final long DEADLINE_S = 20;
    private static final String CREATED =
            "... on CreatedStream { firstKey { secret streamKey { id } } stream { id name playbackId } }";

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    private final List<Edge> edges = new ArrayList<>();
    private GraphQLClient owner;
    private String id;
    private String playbackId;
    private String secret;
    private String keyId;
    private String name;

    /** A node that watches, as a Foghorn does. */
    private static final class Edge implements StreamObserver<StreamChange> {
        private final TestNode node;
        private final BlockingQueue<StreamChange> heard = new LinkedBlockingQueue<>();

        Edge(TestNode node) throws InterruptedException {
            this.node = node;
            StreamDirectoryGrpc.newStub(node.channel()).watchStreams(WatchStreamsRequest.getDefaultInstance(), this);
            assertThat(heard.poll(DEADLINE_S, TimeUnit.SECONDS)).isEqualTo(StreamChange.getDefaultInstance());
        }

        StreamDirectoryBlockingStub ask() {
            return StreamDirectoryGrpc.newBlockingStub(node.channel()).withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
        }

        void hears(String stream) throws InterruptedException {
            StreamChange change;
            do {
                change = heard.poll(DEADLINE_S, TimeUnit.SECONDS);
                assertThat(change).as("a change of " + stream).isNotNull();
            } while (!stream.equals(change.getStreamId()));
        }

        @Override
        public void onNext(StreamChange change) {
            heard.add(change);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }

    @BeforeEach
    void twoEdgesThatKnowAStream() throws Exception {
        TenantId tenant = fleet.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        var token = fleet.token(tenant, 2).secret();
        edges.add(new Edge(TestNode.enrol(token)));
        edges.add(new Edge(TestNode.enrol(token)));
        var made = owner.change("createStream", "CreateStreamInput", Map.of("title", "a"), CREATED)
                .extract();
        id = made.path("data.createStream.stream.id");
        name = made.path("data.createStream.stream.name");
        playbackId = made.path("data.createStream.stream.playbackId");
        secret = made.path("data.createStream.firstKey.secret");
        keyId = made.path("data.createStream.firstKey.streamKey.id");
    }

    @AfterEach
    void close() {
        edges.forEach(edge -> edge.node.close());
    }

    @Test
    void reachesTwoEdgesWithinASecond() throws Exception {
        reaches(
                "push target added",
                () -> owner.change(
                        "createPushTarget",
                        "CreatePushTargetInput",
                        Map.of("streamId", id, "name", "out", "url", "rtmp://example.org/live/x"),
                        "... on PushTarget { id }"),
                edge -> byName(edge).getPushTargetsCount() == 1);
        reaches(
                "policy changed",
                () -> owner.change(
                        "setPlaybackPolicy",
                        "SetPlaybackPolicyInput",
                        Map.of("streamId", id, "kind", "SIGNED_TOKEN", "signedToken", Map.of()),
                        "... on Stream { id }"),
                edge -> byPlaybackId(edge).getPolicy().hasSignedToken());
        reaches(
                "pull source set",
                () -> owner.change(
                        "setPullSource",
                        "SetPullSourceInput",
                        Map.of("streamId", id, "pullSource", Map.of("url", "srt://example.org:9000")),
                        "... on Stream { id }"),
                edge -> byName(edge).getPullSource().getUrl().equals("srt://example.org:9000"));
        reaches(
                "key revoked",
                () -> owner.change("revokeStreamKey", keyId, "... on Deleted { id }"),
                edge -> !edge.ask()
                        .validateStreamKey(ValidateStreamKeyRequest.newBuilder()
                                .setStreamKey(secret)
                                .build())
                        .hasStream());
        reaches(
                "stream deleted",
                () -> owner.change("deleteStream", id, "... on Deleted { id }"),
                edge -> byPlaybackId(edge).getId().isEmpty());
    }

    /** Each edge is answered from memory before, so that what is measured is how soon that is forgotten. */
    private void reaches(String what, Runnable change, Predicate<Edge> isSeen) throws InterruptedException {
        for (Edge edge : edges) {
            for (int i = 0; i < 3; i++) {
                assertThat(isSeen.test(edge)).as("before: " + what).isFalse();
            }
            edge.heard.clear();
        }
        change.run();
        long start = System.nanoTime();
        for (Edge edge : edges) {
            edge.hears(id);
            long toldMs = Duration.ofNanos(System.nanoTime() - start).toMillis();
            while (!isSeen.test(edge)) {
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(DEADLINE_S));
            }
            long seenMs = Duration.ofNanos(System.nanoTime() - start).toMillis();
            LOG.infof(
                    "%s: edge %d told after %d ms, answered anew after %d ms",
                    what, edges.indexOf(edge), toldMs, seenMs);
            assertThat(seenMs).as(what).isLessThan(1000);
        }
    }

    private StreamRecord byName(Edge edge) {
        return edge.ask()
                .findStream(FindStreamRequest.newBuilder().setName(name).build())
                .getStream();
    }

    private StreamRecord byPlaybackId(Edge edge) {
        return edge.ask()
                .resolvePlayback(ResolvePlaybackRequest.newBuilder()
                        .setPlaybackId(playbackId)
                        .build())
                .getStream();
    }
}
