package dev.flotilla.control.stream.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An edge with an open watch hears within a second that its tenant is not served any more, and that it is again. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class SuspendedTenantIT {
    private static final long DEADLINE_S = 30;
    private static final int ROUNDS = 5;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    private TenantId tenant;
    private GraphQLClient owner;
    private GraphQLClient operator;
    private TestNode edge;
    private String stream;
    private String name;
    private String playbackId;
    private String key;
    private final BlockingQueue<StreamChange> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void anEdgeThatWatches() throws Exception {
        tenant = fleet.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        operator = new GraphQLClient(people.token(people.tenant(), Role.OPERATOR));
        edge = TestNode.enrol(fleet.token(tenant, 1).secret());
        var made = owner.change(
                        "createStream",
                        "CreateStreamInput",
                        Map.of("title", "news"),
                        "... on CreatedStream { firstKey { secret } stream { id name playbackId } }")
                .extract();
        stream = made.path("data.createStream.stream.id");
        name = made.path("data.createStream.stream.name");
        playbackId = made.path("data.createStream.stream.playbackId");
        key = made.path("data.createStream.firstKey.secret");
        StreamDirectoryGrpc.newStub(edge.channel())
                .watchStreams(WatchStreamsRequest.getDefaultInstance(), new StreamObserver<>() {
                    @Override
                    public void onNext(StreamChange change) {
                        heard.add(change);
                    }

                    @Override
                    public void onError(Throwable failure) {}

                    @Override
                    public void onCompleted() {}
                });
        assertThat(heard.poll(DEADLINE_S, TimeUnit.SECONDS)).isEqualTo(StreamChange.getDefaultInstance());
    }

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void aSuspensionCountsWithinASecondAndSoDoesItsEnd() throws InterruptedException {
        Duration quickestOut = Duration.ofDays(1);
        Duration quickestIn = Duration.ofDays(1);
        for (int round = 0; round < ROUNDS; round++) {
            quickestOut = shorter(quickestOut, until(true, this::suspend));
            quickestIn = shorter(
                    quickestIn,
                    until(false, () -> operator.change("resumeTenant", tenant.value(), "... on Tenant { id }")));
        }
        assertThat(quickestOut).isLessThan(SECOND);
        assertThat(quickestIn).isLessThan(SECOND);
    }

    /** Not served until its deletion, and served again when that is taken back. */
    @Test
    void aNoticeThatEndsServiceCountsWithinASecondAndSoDoesItsEnd() throws InterruptedException {
        Duration quickestOut = Duration.ofDays(1);
        Duration quickestIn = Duration.ofDays(1);
        for (int round = 0; round < ROUNDS; round++) {
            quickestOut = shorter(
                    quickestOut,
                    until(
                            true,
                            () -> owner.change(
                                            "requestTenantDeletion",
                                            "RequestTenantDeletionInput",
                                            Map.of("isServed", false),
                                            "")
                                    .body("__typename", equalTo("Tenant"))));
            quickestIn = shorter(
                    quickestIn, until(false, () -> owner.ask("mutation { cancelTenantDeletion { __typename } }")));
        }
        assertThat(quickestOut).isLessThan(SECOND);
        assertThat(quickestIn).isLessThan(SECOND);
    }

    private void suspend() {
        operator.change(
                        "suspendTenant",
                        "SuspendTenantInput",
                        Map.of("tenantId", tenant.value(), "reason", "May is not paid."),
                        "... on Tenant { id }")
                .body("id", equalTo(tenant.value()));
    }

    /** How long after the answer of the change publishers and viewers are judged otherwise by an edge that asks when it hears. */
    private Duration until(boolean isSuspended, Runnable change) throws InterruptedException {
        heard.clear();
        change.run();
        long start = System.nanoTime();
        while (!isHeard() || !isJudged(isSuspended)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(DEADLINE_S));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean isHeard() throws InterruptedException {
        StreamChange change = heard.poll(DEADLINE_S, TimeUnit.SECONDS);
        return change != null && change.getStreamId().equals(stream);
    }

    /** By whichever of its words the edge knows the stream. */
    private boolean isJudged(boolean isSuspended) {
        boolean byKey = calls().validateStreamKey(
                        ValidateStreamKeyRequest.newBuilder().setStreamKey(key).build())
                .getStream()
                .getIsSuspended();
        boolean byName = calls().findStream(
                        FindStreamRequest.newBuilder().setName(name).build())
                .getStream()
                .getIsSuspended();
        boolean byPlaybackId = calls().resolvePlayback(ResolvePlaybackRequest.newBuilder()
                        .setPlaybackId(playbackId)
                        .build())
                .getStream()
                .getIsSuspended();
        return byKey == isSuspended && byName == isSuspended && byPlaybackId == isSuspended;
    }

    private StreamDirectoryBlockingStub calls() {
        return StreamDirectoryGrpc.newBlockingStub(edge.channel()).withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
