package dev.flotilla.control.stream.artifact;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.event.Events;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.PrepareDownloadRequest;
import dev.flotilla.proto.stream.v1.PrepareUploadRequest;
import dev.flotilla.proto.stream.v1.PrepareUploadResponse;
import dev.flotilla.proto.stream.v1.RelayedEvents;
import dev.flotilla.proto.stream.v1.ResolvePlaybackRequest;
import dev.flotilla.proto.stream.v1.ResolvePlaybackResponse;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc.StreamDirectoryBlockingStub;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class ArtifactDirectoryIT {
    private static final long DEADLINE_S = 20;

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Events events;

    @Inject
    Artifacts artifacts;

    private TenantId tenant;
    private TestNode node;
    private TestNode stranger;
    private String stream;
    private String streamName;
    private final String hash = ArtifactHash.at(Instant.now()).value();

    @BeforeEach
    void twoTenantsAndAStream() throws Exception {
        tenant = fleet.tenant();
        node = TestNode.enrol(fleet.token(tenant, 1).secret());
        stranger = TestNode.enrol(fleet.token(fleet.tenant(), 1).secret());
        var made = new GraphQLClient(people.token(tenant, Role.OWNER))
                .change(
                        "createStream",
                        "CreateStreamInput",
                        Map.of("title", "a"),
                        "... on CreatedStream { stream { id name } }")
                .extract();
        stream = made.path("data.createStream.stream.id");
        streamName = made.path("data.createStream.stream.name");
    }

    @AfterEach
    void close() {
        node.close();
        stranger.close();
    }

    @Test
    void takesAnObjectAndGivesItBack() {
        PrepareUploadResponse upload = upload(node, stream, "clip.mp4", 4);
        assertThat(upload.getObjectKey()).isEqualTo("%s/%s/%s/clip.mp4".formatted(tenant, stream, hash));
        assertThat(upload.getExpiresAtMs()).isGreaterThan(System.currentTimeMillis());
        given().urlEncodingEnabled(false)
                .body(new byte[] {1, 2, 3, 4})
                .put(path(upload.getUrl()))
                .then()
                .statusCode(201);
        deliver(
                Status.STATUS_READY,
                told -> told.setSegments(1).setUploadedSegments(1).setObjectKey(upload.getObjectKey()));
        var answer = calls(node)
                .prepareDownload(PrepareDownloadRequest.newBuilder()
                        .setArtifactHash(hash)
                        .addFiles("clip.mp4")
                        .addFiles("other.mp4")
                        .build());
        assertThat(answer.getUrlsList()).hasSize(2);
        byte[] back =
                given().urlEncodingEnabled(false).get(path(answer.getUrls(0))).asByteArray();
        assertThat(back).containsExactly(1, 2, 3, 4);
        given().urlEncodingEnabled(false).get(path(answer.getUrls(1))).then().statusCode(404);
    }

    @Test
    void preparesNothingForOthers() {
        deliver(Status.STATUS_READY, _ -> {});
        assertThatThrownBy(() -> upload(stranger, stream, "clip.mp4", 4)).hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() -> upload(node, "str_" + "0".repeat(32), "clip.mp4", 4))
                .hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() -> calls(stranger)
                        .prepareDownload(PrepareDownloadRequest.newBuilder()
                                .setArtifactHash(hash)
                                .addFiles("clip.mp4")
                                .build()))
                .hasMessageContaining("NOT_FOUND");
        for (String file : List.of("", "..", "a/b", "a\0b", "x".repeat(200))) {
            assertThatThrownBy(() -> upload(node, stream, file, 4)).hasMessageContaining("INVALID_ARGUMENT: file");
        }
        assertThatThrownBy(() -> upload(node, stream, "clip.mp4", -1)).hasMessageContaining("size_bytes");
    }

    @Test
    void resolvesTheArtifactWithTheStreamWhosePolicyHolds() {
        deliver(Status.STATUS_RECORDING, told -> told.setKind(Kind.KIND_DVR).setPath("dvr/x"));
        String playbackId = artifacts.find(tenant, hash).orElseThrow().playbackId();
        ResolvePlaybackResponse answer = resolve(node, playbackId);
        assertThat(answer.getStream().getId()).isEqualTo(stream);
        ArtifactRecord record = answer.getArtifact();
        assertThat(record.getHash()).isEqualTo(hash);
        assertThat(record.getStatus()).isEqualTo(Status.STATUS_RECORDING);
        assertThat(record.getFile()).isEmpty();
        assertThat(record.getNodeIdsList()).containsExactly(node.id().value());
        assertThat(resolve(stranger, playbackId)).isEqualTo(ResolvePlaybackResponse.getDefaultInstance());
        deliver(
                Status.STATUS_READY,
                told -> told.setKind(Kind.KIND_DVR)
                        .setSegments(2)
                        .setUploadedSegments(2)
                        .setObjectKey("%s/%s/%s/index.m3u8".formatted(tenant, stream, hash)));
        record = resolve(node, playbackId.toUpperCase(java.util.Locale.ROOT)).getArtifact();
        assertThat(record.getFile()).isEqualTo("index.m3u8");
        assertThat(record.getNodeIdsList()).isEmpty();
    }

    @Test
    void takesEventsInAnyOrderAndAgain() {
        Event requested = event(Status.STATUS_REQUESTED, 0, _ -> {});
        Event processing = event(Status.STATUS_PROCESSING, 1, told -> told.setSizeBytes(1));
        Event ready = event(Status.STATUS_READY, 2, told -> told.setSizeBytes(2).setPath("clip.mp4"));
        Event evicted =
                event(Status.STATUS_READY, 3, told -> told.setSizeBytes(2).setUploadedSegments(1));
        for (List<Event> order : List.of(
                List.of(requested, processing, ready, evicted),
                List.of(evicted, ready, processing, requested),
                List.of(ready, requested, ready, evicted, processing, evicted))) {
            order.forEach(event -> events.record(tenant, node.id(), List.of(event)));
            Artifact artifact = artifacts.find(tenant, hash).orElseThrow();
            assertThat(artifact.status()).isEqualTo(ArtifactStatus.READY);
            assertThat(artifact.sizeBytes()).isEqualTo(2);
            assertThat(artifact.uploadedSegments()).isEqualTo(1);
            assertThat(artifacts.copies(tenant, List.of(hash))).isEmpty();
        }
    }

    @Test
    void letsNoOtherTenantTouchAnArtifactOfTheSameName() {
        deliver(Status.STATUS_READY, told -> told.setTitle("ours"));
        deliver(stranger, event(Status.STATUS_READY, 9, told -> told.setTitle("theirs")));
        assertThat(artifacts.find(tenant, hash)).map(Artifact::title).contains("ours");
    }

    @Test
    void takesWhatANodeSaysThatMakesNoSense() {
        deliver(
                Status.STATUS_READY,
                told -> told.setTitle("a\0b" + "x".repeat(9000))
                        .setDurationMs(-1)
                        .setSizeBytes(-1)
                        .setSegments(-1)
                        .setStartedAtMs(Long.MAX_VALUE)
                        .setEndedAtMs(Long.MIN_VALUE)
                        .setObjectKey("../../etc/passwd"));
        Artifact artifact = artifacts.find(tenant, hash).orElseThrow();
        assertThat(artifact.title()).startsWith("abx").hasSize(500);
        assertThat(artifact.sizeBytes()).isEqualTo(Long.MAX_VALUE);
        assertThat(artifact.startedAt()).isEmpty();
        assertThat(artifact.isStored()).isFalse();
        deliver(Status.STATUS_READY, told -> told.setHash("x"));
        deliver(Status.STATUS_READY, told -> told.setKind(Kind.KIND_DVR));
    }

    @Test
    void forgetsWhatTheNodeThatHoldsItHasDeleted() {
        deliver(Status.STATUS_READY, told -> told.setPath("clip.mp4"));
        String playbackId = artifacts.find(tenant, hash).orElseThrow().playbackId();
        deliver(Status.STATUS_DELETED, _ -> {});
        assertThat(artifacts.find(tenant, hash)).isEmpty();
        assertThat(resolve(node, playbackId).hasStream()).isFalse();
        assertThatThrownBy(() -> upload(node, stream, "clip.mp4", 4)).hasMessageContaining("NOT_FOUND");
        deliver(Status.STATUS_READY, _ -> {});
        assertThat(artifacts.find(tenant, hash)).isEmpty();
    }

    private void deliver(Status status, Consumer<dev.flotilla.proto.event.v1.Artifact.Builder> more) {
        deliver(node, event(status, 0, more));
    }

    private static void deliver(TestNode from, Event event) {
        assertThat(calls(from)
                        .deliverEvents(RelayedEvents.newBuilder()
                                .setNodeId(from.id().value())
                                .setEvents(EventBatch.newBuilder().addEvents(event))
                                .build())
                        .getIdsList())
                .containsExactly(event.getId());
    }

    private Event event(Status status, int laterByMs, Consumer<dev.flotilla.proto.event.v1.Artifact.Builder> more) {
        return new ArtifactEvents(stream, streamName)
                .event(hash, status, Instant.now().plusMillis(laterByMs), more);
    }

    private PrepareUploadResponse upload(TestNode from, String ofStream, String file, long bytes) {
        return calls(from)
                .prepareUpload(PrepareUploadRequest.newBuilder()
                        .setArtifactHash(hash)
                        .setStreamId(ofStream)
                        .setFile(file)
                        .setSizeBytes(bytes)
                        .build());
    }

    private static ResolvePlaybackResponse resolve(TestNode from, String playbackId) {
        return calls(from)
                .resolvePlayback(ResolvePlaybackRequest.newBuilder()
                        .setPlaybackId(playbackId)
                        .build());
    }

    private static StreamDirectoryBlockingStub calls(TestNode node) {
        return StreamDirectoryGrpc.newBlockingStub(node.channel()).withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
    }

    /** The test's port is another one than the configuration says. */
    private static String path(String address) {
        URI url = URI.create(address);
        return url.getRawPath() + "?" + url.getRawQuery();
    }
}
