package dev.flotilla.control.stream.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.Events;
import dev.flotilla.control.event.RecordedEvent;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.EventId;
import dev.flotilla.id.StreamId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.StreamUpdate;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.stream.v1.FindStreamRequest;
import dev.flotilla.proto.stream.v1.RelayedEvents;
import dev.flotilla.proto.stream.v1.ResolvePlaybackRequest;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc.StreamDirectoryBlockingStub;
import dev.flotilla.proto.stream.v1.StreamRecord;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class StreamDirectoryIT {
    private static final long DEADLINE_S = 20;
    private static final String CREATED =
            "... on CreatedStream { firstKey { secret streamKey { id } } stream { id name playbackId } }";

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Tenancy tenancy;

    @Inject
    Nodes nodes;

    @Inject
    Events events;

    @Inject
    NodeReports reports;

    @Inject
    StreamWatch watch;

    private TenantId tenant;
    private GraphQLClient owner;
    private TestNode node;
    private TestNode stranger;

    /** A stream, as the answer that made it tells. */
    private record Made(String id, String name, String playbackId, String secret, String keyId) {}

    @BeforeEach
    void twoTenantsWithANodeEach() throws Exception {
        tenant = fleet.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        node = TestNode.enrol(fleet.token(tenant, 1).secret());
        stranger = TestNode.enrol(fleet.token(fleet.tenant(), 1).secret());
    }

    @AfterEach
    void close() {
        node.close();
        stranger.close();
    }

    @Test
    void answersItsOwnTenantAndNoOther() {
        Made stream = create("a");
        assertThat(resolve(node, stream.playbackId()).map(StreamRecord::getId)).contains(stream.id());
        assertThat(validate(node, stream.secret()).map(StreamRecord::getId)).contains(stream.id());
        assertThat(find(node, stream.name()).map(StreamRecord::getId)).contains(stream.id());
        assertThat(resolve(stranger, stream.playbackId())).isEmpty();
        assertThat(validate(stranger, stream.secret())).isEmpty();
        assertThat(find(stranger, stream.name())).isEmpty();
    }

    @Test
    void whatDoesNotExistIsAnAnswer() {
        for (String nothing :
                List.of("", "nothing", "sk_" + "0".repeat(32), "'; drop table x; --", "x".repeat(10_000))) {
            assertThat(resolve(node, nothing)).isEmpty();
            assertThat(validate(node, nothing)).isEmpty();
            assertThat(find(node, nothing)).isEmpty();
        }
    }

    @Test
    void aKeyThatCountsNoMoreIsRefusedWithinASecondThoughItWasJustAnswered() throws Exception {
        Made stream = create("a");
        String unknown = "sk_" + "1".repeat(32);
        assertThat(isRemembered(stream.secret(), true)).isTrue();
        assertThat(isRemembered(unknown, false)).isTrue();
        long revokedNs = revokeElsewhere(stream, unknown);
        while (validate(node, stream.secret()).isPresent()) {
            assertThat(System.nanoTime() - revokedNs).isLessThan(RecentAnswers.TRUST.toNanos());
        }
        while (validate(node, unknown).isEmpty()) {
            assertThat(System.nanoTime() - revokedNs).isLessThan(2 * RecentAnswers.TRUST.toNanos());
        }
    }

    /** Asks until the answer comes from memory. */
    private boolean isRemembered(String key, boolean isThere) throws InterruptedException {
        var question = new RecentAnswers.Question(tenant, RecentAnswers.Kind.STREAM_KEY, key);
        for (int i = 0; i < 400; i++) {
            assertThat(validate(node, key).isPresent()).isEqualTo(isThere);
            if (watch.answers().recent(question).isPresent()) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    /** As another replica would, of whose work this one hears by the database alone. Answers when it was committed. */
    private long revokeElsewhere(Made stream, String newKey) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> {
                    sql.update("delete from stream.stream_key where id = ?", stream.keyId());
                    sql.update(
                            "insert into stream.stream_key (id, tenant_id, stream_id, name, key_hash, prefix,"
                                    + " created_at, created_by) values (?, ?, ?, 'n', encode(sha256(?::bytea), 'hex'),"
                                    + " 'sk_1', now(), 'x')",
                            "new of " + stream.id(),
                            tenant.value(),
                            stream.id(),
                            newKey);
                    return sql.update(
                            "insert into stream.change (tenant_id, stream_id, name, playback_id) values (?, ?, 'n',"
                                    + " 'p')",
                            tenant.value(),
                            stream.id());
                }));
        return System.nanoTime();
    }

    @Test
    void tellsOfEveryChangeWithinASecond() throws Exception {
        Made stream = create("a");
        var watch = new Watch(node);
        var theirs = new Watch(stranger);
        watch.await(create("last before").id());
        long start = System.nanoTime();
        owner.change("updateStream", "UpdateStreamInput", Map.of("id", stream.id(), "title", "b"), "");
        watch.await(stream.id());
        owner.change("rotateStreamKey", stream.keyId(), "");
        watch.await(stream.id());
        owner.change("deleteStream", stream.id(), "");
        StreamChange last = watch.await(stream.id());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(DEADLINE_S));
        assertThat(last.getName()).isEqualTo(stream.name());
        assertThat(last.getPlaybackId()).isEqualTo(stream.playbackId());
        assertThat(resolve(node, stream.playbackId())).isEmpty();
        assertThat(theirs.received).isEmpty();
    }

    @Test
    void tellsOfWhatAnotherReplicaChanged() throws Exception {
        var watch = new Watch(node);
        String id = StreamId.random().value();
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "insert into stream.change (tenant_id, stream_id, name, playback_id) values (?, ?, 'n', 'p')",
                        tenant.value(),
                        id)));
        assertThat(watch.await(id).getName()).isEqualTo("n");
    }

    @Test
    void tellsOfAChangeThatCommitsAfterALaterOne() throws Exception {
        var watch = new Watch(node);
        String early = StreamId.random().value();
        Made late = tenancy.call(tenant, () -> {
            tenancy.sql(sql -> sql.update(
                    "insert into stream.change (tenant_id, stream_id, name, playback_id) values (?, ?, 'n', 'p')",
                    tenant.value(),
                    early));
            Made made = create("late");
            awaitUnchecked(watch, made.id());
            return made;
        });
        assertThat(late.id()).isNotEqualTo(early);
        watch.await(early);
    }

    @Test
    void tellsEveryStreamWithTokensThatAKeyIsRevoked() throws Exception {
        Made stream = create("a");
        owner.change(
                        "setPlaybackPolicy",
                        "SetPlaybackPolicyInput",
                        Map.of("streamId", stream.id(), "kind", "SIGNED_TOKEN", "signedToken", Map.of()),
                        "")
                .body("__typename", equalTo("Stream"));
        Made open = create("public");
        var watch = new Watch(node);
        watch.await(create("last before").id());
        owner.change("createSigningKey", "CreateSigningKeyInput", Map.of("name", "site"), "");
        watch.await(stream.id());
        assertThat(watch.received).noneMatch(change -> change.getStreamId().equals(open.id()));
    }

    @Test
    void shutsOutANodeThatIsRevoked() throws Exception {
        var watch = new Watch(node);
        nodes.revoke(tenant, node.id().value());
        assertThat(watch.end.get(DEADLINE_S, TimeUnit.SECONDS).getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThatThrownBy(() -> resolve(node, "x"))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("PERMISSION_DENIED");
    }

    @Test
    void holdsABoundedNumberOfCallsOfOneNode() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(new Watch(node).end).isNotDone();
        }
        assertThat(Watch.refused(node)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void takesInEventsAndTellsWhereTheStreamIs() throws Exception {
        Made stream = create("a");
        Event event = Event.newBuilder()
                .setId(EventId.at(Instant.now()).value())
                .setOccurredAtMs(Instant.now().toEpochMilli())
                .setType("stream_lifecycle_update")
                .setMessage("It is live.")
                .setMedia(MediaFact.newBuilder()
                        .setStreamId(stream.id())
                        .setStreamUpdate(StreamUpdate.newBuilder().setInputs(1).setViewers(7)))
                .build();
        assertThat(deliver(node.id().value(), event)).containsExactly(event.getId());
        assertThat(events.page(tenant, 10, Optional.empty(), new Events.Whose(null, null, stream.id()))
                        .items())
                .singleElement()
                .extracting(RecordedEvent::node)
                .isEqualTo(node.id());
        owner.ask(
                        "query($id: ID!) { stream(id: $id) { presences { isSource viewers node { id } } }"
                                + " events(streamId: $id) { edges { node { streamId } } } }",
                        Map.of("id", stream.id()))
                .body("data.stream.presences", hasSize(1))
                .body("data.stream.presences[0].isSource", equalTo(true))
                .body("data.stream.presences[0].viewers", equalTo(7))
                .body("data.stream.presences[0].node.id", equalTo(node.id().value()))
                .body("data.events.edges[0].node.streamId", equalTo(stream.id()));
        assertThatThrownBy(() -> deliver(stranger.id().value(), event)).hasMessageContaining("PERMISSION_DENIED");
        assertThatThrownBy(() -> deliver("x", event)).hasMessageContaining("INVALID_ARGUMENT");
        assertThat(deliver(node.id().value(), event.toBuilder().setId("x").build()))
                .as("what makes no sense is not to come again")
                .containsExactly("x");
    }

    @Test
    void tellsTheDoorsOfTheRegions() throws Exception {
        Made stream = create("a");
        reports.arrived(
                tenant,
                node.id(),
                reports.latest(tenant, node.id()),
                Inventory.newBuilder()
                        .setHostname("door")
                        .setFoghornControl("door.example.org:18019")
                        .setFoghornHttp("http://door.example.org:18008")
                        .build());
        String ask = "query($id: ID!) { stream(id: $id) { addresses { region playbackUrl ingestUrl } } }";
        long deadline = System.nanoTime() + Duration.ofSeconds(DEADLINE_S).toNanos();
        List<?> addresses = List.of();
        while (addresses.isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(100);
            addresses = owner.ask(ask, Map.of("id", stream.id())).extract().path("data.stream.addresses");
        }
        assertThat(addresses)
                .isEqualTo(List.of(Map.of(
                        "region", "default",
                        "playbackUrl", "http://door.example.org:18008/play/" + stream.playbackId(),
                        "ingestUrl", "http://door.example.org:18008/ingest")));
        reports.gone(node.id());
    }

    private List<String> deliver(String origin, Event event) {
        return calls(node)
                .deliverEvents(RelayedEvents.newBuilder()
                        .setNodeId(origin)
                        .setEvents(EventBatch.newBuilder().addEvents(event))
                        .build())
                .getIdsList();
    }

    private static void awaitUnchecked(Watch watch, String id) {
        try {
            watch.await(id);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Made create(String title) {
        var made = owner.change("createStream", "CreateStreamInput", Map.of("title", title), CREATED)
                .extract();
        String at = "data.createStream.";
        return new Made(
                made.path(at + "stream.id"),
                made.path(at + "stream.name"),
                made.path(at + "stream.playbackId"),
                made.path(at + "firstKey.secret"),
                made.path(at + "firstKey.streamKey.id"));
    }

    private static StreamDirectoryBlockingStub calls(TestNode node) {
        return StreamDirectoryGrpc.newBlockingStub(node.channel()).withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
    }

    private static Optional<StreamRecord> resolve(TestNode node, String id) {
        var answer = calls(node)
                .resolvePlayback(
                        ResolvePlaybackRequest.newBuilder().setPlaybackId(id).build());
        return answer.hasStream() ? Optional.of(answer.getStream()) : Optional.empty();
    }

    private static Optional<StreamRecord> validate(TestNode node, String key) {
        var answer = calls(node)
                .validateStreamKey(
                        ValidateStreamKeyRequest.newBuilder().setStreamKey(key).build());
        return answer.hasStream() ? Optional.of(answer.getStream()) : Optional.empty();
    }

    private static Optional<StreamRecord> find(TestNode node, String name) {
        var answer = calls(node)
                .findStream(FindStreamRequest.newBuilder().setName(name).build());
        return answer.hasStream() ? Optional.of(answer.getStream()) : Optional.empty();
    }

    /** An open call, of which the first message has come. */
    private static final class Watch implements StreamObserver<StreamChange> {
        private final BlockingQueue<StreamChange> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<Status> end = new CompletableFuture<>();

        private Watch() {}

        Watch(TestNode node) throws InterruptedException {
            begin(node);
            assertThat(received.poll(DEADLINE_S, TimeUnit.SECONDS)).isEqualTo(StreamChange.getDefaultInstance());
        }

        static Status.Code refused(TestNode node) throws Exception {
            var watch = new Watch();
            watch.begin(node);
            return watch.end.get(DEADLINE_S, TimeUnit.SECONDS).getCode();
        }

        private void begin(TestNode node) {
            StreamDirectoryGrpc.newStub(node.channel()).watchStreams(WatchStreamsRequest.getDefaultInstance(), this);
        }

        StreamChange await(String id) throws InterruptedException {
            while (true) {
                StreamChange change =
                        Objects.requireNonNull(received.poll(DEADLINE_S, TimeUnit.SECONDS), "no change of " + id);
                if (change.getStreamId().equals(id)) {
                    return change;
                }
            }
        }

        @Override
        public void onNext(StreamChange change) {
            received.add(change);
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
