package dev.flotilla.control.stream.artifact;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.Events;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.control.object.ObjectStorage;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.TakeArtifactOrderRequest;
import dev.flotilla.proto.stream.v1.WatchArtifactOrdersRequest;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class ArtifactApiIT {
    private static final long DEADLINE_S = 30;
    private static final String ARTIFACT = """
        ... on Artifact { id kind status title format playbackId createdBy streamId stream { title } durationMs sizeBytes
          isStored error keepDays expiresAt nodes { id } addresses { region } }\
        """;
    private static final String DELETED = "... on Deleted { id }";
    private static final String RETENTION = "... on ArtifactRetention { keepDays effectiveDays }";
    private static final String LIST = """
        query($s: ID, $k: ArtifactKind, $after: String) { artifacts(first: 2, after: $after, streamId: $s, kind: $k) {
          totalCount pageInfo { hasNextPage endCursor } edges { node { id kind } } } }\
        """;

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Events events;

    @Inject
    Artifacts artifacts;

    @Inject
    ArtifactRetention retention;

    @Inject
    ObjectStorage storage;

    @Inject
    Tenancy tenancy;

    private TenantId tenant;
    private GraphQLClient owner;
    private GraphQLClient stranger;
    private TestNode node;
    private String stream;
    private ArtifactEvents told;

    @BeforeEach
    void aStreamAndANode() throws Exception {
        tenant = fleet.tenant();
        owner = new GraphQLClient(people.token(tenant, Role.OWNER));
        stranger = new GraphQLClient(people.token(fleet.tenant(), Role.OWNER));
        node = TestNode.enrol(fleet.token(tenant, 1).secret());
        var made = owner.change(
                        "createStream",
                        "CreateStreamInput",
                        Map.of("title", "Main stage"),
                        "... on CreatedStream { stream { id name } }")
                .extract();
        stream = made.path("data.createStream.stream.id");
        told = new ArtifactEvents(stream, made.path("data.createStream.stream.name"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void ordersAClipAndShowsWhatBecomesOfIt() throws Exception {
        var watch = new Watch(node);
        long before = System.currentTimeMillis();
        var made = clip(Map.of("mode", "LAST", "durationSeconds", 30, "title", "Goal"))
                .body("id", matchesPattern("\\d{14}[0-9a-f]{16}"))
                .body("status", equalTo("REQUESTED"))
                .body("format", equalTo("mp4"))
                .body("stream.title", equalTo("Main stage"))
                .body("createdBy", notNullValue())
                .body("expiresAt", nullValue());
        String id = made.extract().path("data.createClip.id");
        ArtifactOrder order = watch.await(id);
        assertThat(order.getStreamId()).isEqualTo(stream);
        assertThat(order.getStream()).isEqualTo(told.streamName());
        assertThat(order.getClip().getTitle()).isEqualTo("Goal");
        assertThat(order.getClip().getStopMs()).isBetween(before, System.currentTimeMillis());
        assertThat(order.getClip().getStopMs() - order.getClip().getStartMs()).isEqualTo(30_000);
        assertThat(take(node, id, "")).isTrue();
        assertThat(take(node, id, "")).isFalse();
        events.record(
                tenant,
                node.id(),
                List.of(told.event(
                        id,
                        Status.STATUS_READY,
                        artifact -> artifact.setTitle("Goal")
                                .setSizeBytes(5_000_000_000L)
                                .setDurationMs(30_000)
                                .setPath("clips/x.mp4"))));
        owner.ask("query($id: ID!) { artifact(id: $id) { %s } }".formatted(ARTIFACT), Map.of("id", id))
                .rootPath("data.artifact")
                .body("status", equalTo("READY"))
                .body("sizeBytes", equalTo(5_000_000_000L))
                .body("durationMs", equalTo(30_000))
                .body("isStored", equalTo(false))
                .body("expiresAt", notNullValue())
                .body("nodes.id", equalTo(List.of(node.id().value())));
        assertThat(new Watch(node).received.poll(2, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void refusesClipsThatMakeNoSense() {
        refused(Map.of("mode", "LAST"), "durationSeconds");
        refused(Map.of("mode", "LAST", "durationSeconds", 0), "durationSeconds");
        refused(Map.of("mode", "LAST", "durationSeconds", 999_999), "durationSeconds");
        refused(Map.of("mode", "LAST", "durationSeconds", 10, "startsAt", "2026-01-01T00:00:00Z"), "startsAt");
        refused(Map.of("mode", "LAST", "durationSeconds", 10, "format", "exe"), "format");
        refused(Map.of("mode", "LAST", "durationSeconds", 10, "keepDays", -1), "keepDays");
        refused(Map.of("mode", "ABSOLUTE", "startsAt", "2026-01-01T00:00:00Z"), "endsAt");
        refused(
                Map.of("mode", "ABSOLUTE", "startsAt", "2026-01-01T00:00:10Z", "endsAt", "2026-01-01T00:00:00Z"),
                "endsAt");
        refused(Map.of("mode", "RELATIVE", "startSeconds", 5, "durationSeconds", 5), "startSeconds");
        stranger.change("createClip", "CreateClipInput", input(Map.of("mode", "LAST", "durationSeconds", 10)), "")
                .body("__typename", equalTo("NotFound"));
    }

    @Test
    void countsARelativeClipFromTheBeginningOfARecording() throws Exception {
        String recording = ArtifactHash.at(Instant.now()).value();
        events.record(
                tenant,
                node.id(),
                List.of(told.event(
                        recording,
                        Status.STATUS_RECORDING,
                        artifact -> artifact.setKind(Kind.KIND_DVR).setStartedAtMs(1_700_000_000_000L))));
        var watch = new Watch(node);
        String id = clip(Map.of(
                        "mode", "RELATIVE", "startSeconds", 60, "durationSeconds", 10, "recordingId", recording))
                .extract()
                .path("data.createClip.id");
        ArtifactOrder.Clip order = watch.await(id).getClip();
        assertThat(order.getStartMs()).isEqualTo(1_700_000_060_000L);
        assertThat(order.getStopMs()).isEqualTo(1_700_000_070_000L);
    }

    @Test
    void startsAndStopsARecordingOnce() throws Exception {
        var watch = new Watch(node);
        Map<String, ?> input = Map.of("streamId", stream, "windowSeconds", 600, "segmentSeconds", 4);
        String id = owner.change("startRecording", "StartRecordingInput", input, ARTIFACT)
                .body("kind", equalTo("RECORDING"))
                .extract()
                .path("data.startRecording.id");
        assertThat(watch.await(id).getStartRecording().getSettings().getWindowS())
                .isEqualTo(600);
        owner.change("startRecording", "StartRecordingInput", input, "")
                .body("__typename", equalTo("Conflict"))
                .body("message", containsString(id));
        events.record(
                tenant,
                node.id(),
                List.of(told.event(id, Status.STATUS_RECORDING, artifact -> artifact.setKind(Kind.KIND_DVR))));
        stranger.change("stopRecording", id, "").body("__typename", equalTo("NotFound"));
        owner.change("stopRecording", id, ARTIFACT).body("status", equalTo("RECORDING"));
        assertThat(watch.await(id).hasStopRecording()).isTrue();
        events.record(
                tenant,
                node.id(),
                List.of(told.event(id, Status.STATUS_READY, artifact -> artifact.setKind(Kind.KIND_DVR))));
        owner.change("stopRecording", id, "").body("__typename", equalTo("Conflict"));
        owner.change("startRecording", "StartRecordingInput", input, "").body("__typename", equalTo("Artifact"));
    }

    @Test
    void saysWhyNobodyCarriesAnOrderOut() {
        String id =
                clip(Map.of("mode", "LAST", "durationSeconds", 30)).extract().path("data.createClip.id");
        assertThat(take(node, id, "The stream is not live.")).isTrue();
        Artifact refused = artifacts.find(tenant, id).orElseThrow();
        assertThat(refused.status()).isEqualTo(ArtifactStatus.FAILED);
        assertThat(refused.error()).contains("The stream is not live.");
        String forgotten =
                clip(Map.of("mode", "LAST", "durationSeconds", 30)).extract().path("data.createClip.id");
        age("stream.artifact_order set ordered_at", forgotten);
        retention.giveUp();
        assertThat(artifacts.find(tenant, forgotten).orElseThrow().status()).isEqualTo(ArtifactStatus.FAILED);
        assertThat(take(node, forgotten, "")).isFalse();
    }

    @Test
    void listsPageByPageAndOnlyTheOwn() {
        List<String> made = List.of(ready(Kind.KIND_CLIP), ready(Kind.KIND_DVR), ready(Kind.KIND_CLIP));
        ValidatableResponse first = owner.ask(LIST, Map.of("s", stream))
                .body("data.artifacts.totalCount", equalTo(3))
                .body("data.artifacts.edges", hasSize(2))
                .body("data.artifacts.pageInfo.hasNextPage", equalTo(true));
        String cursor = first.extract().path("data.artifacts.pageInfo.endCursor");
        owner.ask(LIST, Map.of("s", stream, "after", cursor))
                .body("data.artifacts.edges.node.id", equalTo(List.of(made.getFirst())))
                .body("data.artifacts.pageInfo.hasNextPage", equalTo(false));
        owner.ask(LIST, Map.of("k", "RECORDING"))
                .body("data.artifacts.edges.node.id", equalTo(List.of(made.get(1))))
                .body("data.artifacts.totalCount", equalTo(1));
        stranger.ask(LIST, Map.of("s", stream)).body("data.artifacts.totalCount", equalTo(0));
        stranger.ask("query($id: ID!) { artifact(id: $id) { id } }", Map.of("id", made.getFirst()))
                .body("data.artifact", nullValue());
    }

    @Test
    void givesAddressesOfWhatIsStored() {
        String id = ready(Kind.KIND_CLIP);
        String ask = "query($id: ID!) { artifactDownload(id: $id) { expiresAt files { name sizeBytes url } } }";
        owner.ask(ask, Map.of("id", id)).body("errors[0].extensions.code", equalTo("CONFLICT"));
        store(id, "clip.mp4");
        String url = owner.ask(ask, Map.of("id", id))
                .body("data.artifactDownload.files", hasSize(1))
                .body("data.artifactDownload.files[0].name", equalTo("clip.mp4"))
                .body("data.artifactDownload.files[0].sizeBytes", equalTo(3))
                .extract()
                .path("data.artifactDownload.files[0].url");
        given().urlEncodingEnabled(false).get(path(url)).then().statusCode(200);
        stranger.ask(ask, Map.of("id", id)).body("errors[0].extensions.code", equalTo("NOT_FOUND"));
    }

    @Test
    void deletesFromCatalogueNodesAndStorage() throws Exception {
        String id = ready(Kind.KIND_CLIP);
        store(id, "clip.mp4");
        var watch = new Watch(node);
        stranger.change("deleteArtifact", id, "").body("__typename", equalTo("NotFound"));
        owner.change("deleteArtifact", id, DELETED).body("id", equalTo(id));
        owner.change("deleteArtifact", id, "").body("__typename", equalTo("NotFound"));
        owner.ask(LIST, Map.of()).body("data.artifacts.totalCount", equalTo(0));
        assertThat(watch.await(id).hasDelete()).isTrue();
        assertThat(take(node, id, "")).isTrue();
        retention.clear();
        assertThat(storage.list(ArtifactObjects.above(tenant, stream, id), 10)).isEmpty();
        events.record(tenant, node.id(), List.of(told.event(id, Status.STATUS_DELETED, _ -> {})));
        assertThat(new Watch(node).received.poll(2, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void clearsOnceMoreWhenNothingCanBeWrittenAnyMore() {
        String id = ready(Kind.KIND_CLIP);
        owner.change("deleteArtifact", id, DELETED);
        retention.clear();
        store(id, "late.mp4");
        age("stream.artifact set cleared_until", id);
        age("stream.artifact set deleted_at", id);
        await(() -> {
            retention.clear();
            return storage.list(ArtifactObjects.above(tenant, stream, id), 10).isEmpty();
        });
        assertThat(value("select cleared_at is not null from stream.artifact where hash = ?", id))
                .isTrue();
    }

    @Test
    void keepsAsLongAsArtifactStreamOrTenantSay() {
        String old = ready(Kind.KIND_CLIP);
        String kept = ready(Kind.KIND_CLIP);
        age("stream.artifact set created_at", old);
        age("stream.artifact set created_at", kept);
        retain(Map.of("keepDays", 30)).body("keepDays", equalTo(30)).body("effectiveDays", equalTo(30));
        retain(Map.of("streamId", stream)).body("keepDays", nullValue()).body("effectiveDays", equalTo(30));
        retain(Map.of("artifactId", kept, "keepDays", 0)).body("effectiveDays", equalTo(0));
        retain(Map.of("keepDays", -1)).body("__typename", equalTo("InvalidInput"));
        owner.ask("{ artifactRetention { effectiveDays } }").body("data.artifactRetention.effectiveDays", equalTo(30));
        stranger.ask("{ artifactRetention { effectiveDays } }")
                .body("data.artifactRetention.effectiveDays", equalTo(90));
        retention.deleteOld();
        assertThat(artifacts.find(tenant, old)).isPresent();
        retain(Map.of("streamId", stream, "keepDays", 5)).body("effectiveDays", equalTo(5));
        await(() -> {
            retention.deleteOld();
            return artifacts.find(tenant, old).isEmpty();
        });
        assertThat(artifacts.find(tenant, kept)).isPresent();
    }

    @Test
    void keepsThoseOfADeletedStreamForAWhile() {
        String id = ready(Kind.KIND_CLIP);
        owner.change("deleteStream", stream, DELETED);
        retention.deleteOld();
        owner.ask("query($id: ID!) { artifact(id: $id) { id stream { id } } }", Map.of("id", id))
                .body("data.artifact.id", equalTo(id))
                .body("data.artifact.stream", nullValue());
        age("stream.artifact set orphaned_at", id);
        await(() -> {
            retention.deleteOld();
            return artifacts.find(tenant, id).isEmpty();
        });
    }

    @Test
    void leavesDeletionToThoseWhoMay() {
        String id = ready(Kind.KIND_CLIP);
        new GraphQLClient(people.token(tenant, Role.VIEWER))
                .change("deleteArtifact", id, "")
                .body("__typename", equalTo("Forbidden"));
        new GraphQLClient(people.token(tenant, Role.MEMBER))
                .change("setArtifactRetention", "SetArtifactRetentionInput", Map.of("keepDays", 1), "")
                .body("__typename", equalTo("Forbidden"));
    }

    private String ready(Kind kind) {
        String id = ArtifactHash.at(Instant.now()).value();
        events.record(
                tenant,
                new NodeId(node.id().value()),
                List.of(told.event(
                        id,
                        Status.STATUS_READY,
                        artifact -> artifact.setKind(kind).setPath("x").setCreatedAtMs(System.currentTimeMillis()))));
        return id;
    }

    private void store(String id, String file) {
        String url = storage.upload(ObjectKey.of(tenant.value(), stream, id, file), 3)
                .url();
        given().urlEncodingEnabled(false)
                .body(new byte[3])
                .put(path(url))
                .then()
                .statusCode(201);
    }

    /** Puts a time ten days back. */
    private void age(String setting, String id) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update " + setting + " = ? where hash = ?",
                        Instant.now().minus(Duration.ofDays(10)),
                        id)));
    }

    private boolean value(String query, String id) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(
                        sql -> sql.one(query, row -> row.getBoolean(1), id).orElseThrow()));
    }

    private ValidatableResponse retain(Map<String, ?> input) {
        return owner.change("setArtifactRetention", "SetArtifactRetentionInput", input, RETENTION);
    }

    private ValidatableResponse clip(Map<String, ?> more) {
        return owner.change("createClip", "CreateClipInput", input(more), ARTIFACT)
                .body("__typename", equalTo("Artifact"));
    }

    private void refused(Map<String, ?> more, String field) {
        owner.change("createClip", "CreateClipInput", input(more), "")
                .body("__typename", equalTo("InvalidInput"))
                .body("field", equalTo(field));
    }

    private Map<String, Object> input(Map<String, ?> more) {
        Map<String, Object> input = new HashMap<>(more);
        input.put("streamId", stream);
        return input;
    }

    private static boolean take(TestNode node, String hash, String refused) {
        return StreamDirectoryGrpc.newBlockingStub(node.channel())
                .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                .takeArtifactOrder(TakeArtifactOrderRequest.newBuilder()
                        .setHash(hash)
                        .setRefused(refused)
                        .build())
                .getTaken();
    }

    private static void await(BooleanSupplier fact) {
        long deadline = System.nanoTime() + Duration.ofSeconds(DEADLINE_S).toNanos();
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static String path(String address) {
        URI url = URI.create(address);
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    /** An open call of a Foghorn. */
    private static final class Watch implements StreamObserver<ArtifactOrder> {
        private final BlockingQueue<ArtifactOrder> received = new LinkedBlockingQueue<>();

        Watch(TestNode node) {
            StreamDirectoryGrpc.newStub(node.channel())
                    .watchArtifactOrders(WatchArtifactOrdersRequest.getDefaultInstance(), this);
        }

        ArtifactOrder await(String hash) throws InterruptedException {
            while (true) {
                ArtifactOrder order =
                        Objects.requireNonNull(received.poll(DEADLINE_S, TimeUnit.SECONDS), "no order of " + hash);
                if (order.getHash().equals(hash)) {
                    return order;
                }
            }
        }

        @Override
        public void onNext(ArtifactOrder order) {
            received.add(order);
        }

        @Override
        public void onError(Throwable failure) {
            // The channel is closed when the test ends.
        }

        @Override
        public void onCompleted() {
            // It never does.
        }
    }
}
