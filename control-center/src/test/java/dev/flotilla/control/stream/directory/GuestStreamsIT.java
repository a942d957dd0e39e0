package dev.flotilla.control.stream.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.flotilla.control.PreparedDatabase;
import dev.flotilla.control.access.People;
import dev.flotilla.control.access.Role;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.TestFleet;
import dev.flotilla.control.fleet.uplink.TestNode;
import dev.flotilla.control.graphql.GraphQLClient;
import dev.flotilla.control.stream.RandomText;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.stream.v1.FindStreamRequest;
import dev.flotilla.proto.stream.v1.Rejection;
import dev.flotilla.proto.stream.v1.ResolvePlaybackRequest;
import dev.flotilla.proto.stream.v1.ResolvePlaybackResponse;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc;
import dev.flotilla.proto.stream.v1.StreamDirectoryGrpc.StreamDirectoryBlockingStub;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyRequest;
import dev.flotilla.proto.stream.v1.ValidateStreamKeyResponse;
import dev.flotilla.proto.stream.v1.WatchStreamsRequest;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
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

/** What the nodes of a cluster are told of the streams of a tenant that may use it, and of one that may not. */
@QuarkusTest
@QuarkusTestResource(PreparedDatabase.class)
class GuestStreamsIT {
    private static final long DEADLINE_S = 30;
    private static final String SUBSCRIPTION = "... on ClusterSubscription { id status }";

    @Inject
    People people;

    @Inject
    TestFleet fleet;

    @Inject
    Clusters clusters;

    @Inject
    Tenancy tenancy;

    @Inject
    NodeReports reports;

    private TenantId host;
    private TenantId guest;
    private GraphQLClient hosting;
    private GraphQLClient visiting;
    private GraphQLClient operating;
    private TestNode node;
    private TestNode stranger;
    private String cluster;
    private String name;
    private String id;
    private String playbackId;
    private String key;

    @BeforeEach
    void aGuestWithAStreamAndAHostWithANode() throws Exception {
        host = fleet.tenant();
        guest = fleet.tenant();
        hosting = new GraphQLClient(people.token(host, Role.OWNER));
        visiting = new GraphQLClient(people.token(guest, Role.OWNER));
        operating = new GraphQLClient(people.token(fleet.tenant(), Role.OPERATOR));
        node = TestNode.enrol(fleet.token(host, 1).secret());
        stranger = TestNode.enrol(fleet.token(fleet.tenant(), 1).secret());
        cluster = clusters.all(host).getFirst().id();
        JsonPath stream = visiting.change(
                        "createStream",
                        "CreateStreamInput",
                        Map.of("title", "regatta"),
                        "... on CreatedStream { firstKey { secret } stream { id name playbackId } }")
                .extract()
                .jsonPath()
                .setRootPath("data.createStream");
        id = stream.getString("stream.id");
        name = stream.getString("stream.name");
        playbackId = stream.getString("stream.playbackId");
        key = stream.getString("firstKey.secret");
        tier("PREMIUM");
        hosting.change(
                        "updateClusterMarketplace",
                        "UpdateClusterMarketplaceInput",
                        Map.of("clusterId", cluster, "visibility", "PUBLIC", "requiresApproval", false),
                        "")
                .body("__typename", equalTo("Cluster"));
    }

    @AfterEach
    void close() {
        node.close();
        stranger.close();
    }

    @Test
    void aNodeServesGuestsOfItsClusterAndNobodyElse() {
        assertThat(validate(node)).isEqualTo(ValidateStreamKeyResponse.getDefaultInstance());
        assertThat(resolve(node)).isEqualTo(ResolvePlaybackResponse.getDefaultInstance());
        subscribe();
        await("the stream is found", () -> validate(node).hasStream());
        assertThat(validate(node).getStream().getTenantId()).isEqualTo(guest.value());
        assertThat(validate(node).getStream().getHostTenantId()).isEqualTo(host.value());
        visiting.change(
                        "updateStream",
                        "UpdateStreamInput",
                        Map.of("id", id, "title", "recorded", "recordingWindowSeconds", 3600),
                        "")
                .body("__typename", equalTo("Stream"));
        await("the change", () -> validate(node).getStream().getTitle().equals("recorded"));
        assertThat(validate(node).getStream().hasRecording())
                .as("recordings are made in one's own clusters")
                .isFalse();
        assertThat(resolve(node).getStream().getId()).isEqualTo(id);
        assertThat(find(node)).isTrue();
        assertThat(validate(stranger)).isEqualTo(ValidateStreamKeyResponse.getDefaultInstance());
        assertThat(resolve(stranger)).isEqualTo(ResolvePlaybackResponse.getDefaultInstance());
        assertThat(find(stranger)).isFalse();
    }

    @Test
    void aGuestsSourceIsToldToItsHostAndIsNeverOneOfTheHostsOwnNetwork() {
        hosting.change(
                        "setPrivateSources",
                        "SetPrivateSourcesInput",
                        Map.of("clusterId", cluster, "isAllowed", true),
                        "")
                .body("__typename", equalTo("Cluster"));
        visiting.change(
                        "setPullSource",
                        "SetPullSourceInput",
                        Map.of("streamId", id, "pullSource", Map.of("url", "srt://example.org:9000")),
                        "")
                .body("__typename", equalTo("Stream"));
        subscribe();
        await(
                "the source is told",
                () -> resolve(node).getStream().getPullSource().getUrl().equals("srt://example.org:9000"));
        assertThat(resolve(node).getStream().getPullSource().getMayBePrivate()).isFalse();
    }

    @Test
    void aGrantThatIsTakenBackReachesTheEdgesWithinASecond() throws Exception {
        String subscription = subscribe();
        await("the stream is found", () -> validate(node).hasStream());
        var watch = new Watch(node);
        var theirs = new Watch(stranger);
        long start = System.nanoTime();
        hosting.change(
                        "suspendClusterSubscription",
                        "DecideClusterSubscriptionInput",
                        Map.of("subscriptionId", subscription, "reason", "The invoice is open."),
                        SUBSCRIPTION)
                .body("status", equalTo("SUSPENDED"));
        long suspendedNs = System.nanoTime();
        assertThat(watch.await(id).getPlaybackId()).isEqualTo(playbackId);
        while (validate(node).hasStream()) {
            assertThat(System.nanoTime() - suspendedNs).isLessThan(RecentAnswers.TRUST.toNanos());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(DEADLINE_S));
        assertThat(validate(node).getRejection()).isEqualTo(Rejection.REJECTION_CLUSTER_NOT_ENTITLED);
        assertThat(resolve(node).getRejection()).isEqualTo(Rejection.REJECTION_CLUSTER_NOT_ENTITLED);
        assertThat(theirs.received).isEmpty();
    }

    @Test
    void aGrantThatIsTakenBackHoldsForVideosToo() throws Exception {
        String video = RandomText.playbackId();
        String ofVideo = addVideo(video);
        String subscription = subscribe();
        await("the video is found", () -> resolve(node, video).hasArtifact());
        var watch = new Watch(node);
        hosting.change(
                        "suspendClusterSubscription",
                        "DecideClusterSubscriptionInput",
                        Map.of("subscriptionId", subscription, "reason", "The invoice is open."),
                        SUBSCRIPTION)
                .body("status", equalTo("SUSPENDED"));
        assertThat(watch.await(ofVideo).getPlaybackId()).isEqualTo(video);
        await("it is rejected", () -> resolve(node, video).getRejection() == Rejection.REJECTION_CLUSTER_NOT_ENTITLED);
    }

    /** One that is ready, of the guest; answers the id in the place of its stream's. */
    private String addVideo(String video) {
        String hash = ArtifactHash.at(Instant.now()).value();
        tenancy.run(
                guest,
                () -> tenancy.sql(sql -> sql.update("""
                    insert into stream.artifact (tenant_id, hash, stream_id, stream_name, kind, status, title, format, playback_id, created_at,
                        created_by, file)
                    values (?, ?, ?, ?, 'VOD', 'READY', 'regatta', 'mp4', ?, now(), '', 'video.mp4')\
                    """, guest.value(), hash, "str_00" + hash, "00" + hash, video)
                        + sql.update("""
                            insert into stream.vod_asset (tenant_id, hash, description, filename, content_type, policy_kind, policy, upload, part_bytes,
                                upload_until)
                            select tenant_id, ?, '', 'a.mp4', 'video/mp4', policy_kind, policy, '', 1, now() from stream.stream where id = ?\
                            """, hash, id)));
        return "str_00" + hash;
    }

    @Test
    void aTierThatIncludesNoSuchClustersAnyMoreIsRejected() {
        subscribe();
        await("the stream is found", () -> validate(node).hasStream());
        tier("SHARED");
        await("it is rejected", () -> validate(node).getRejection() == Rejection.REJECTION_CLUSTER_NOT_ENTITLED);
        tier("PREMIUM");
        await("the stream is found again", () -> validate(node).hasStream());
    }

    @Test
    void aChangeOfAGuestsStreamIsToldToItsHost() throws Exception {
        subscribe();
        var watch = new Watch(node);
        var theirs = new Watch(stranger);
        visiting.change("updateStream", "UpdateStreamInput", Map.of("id", id, "title", "harbour"), "");
        assertThat(watch.await(id).getName()).isEqualTo(name);
        await("the new title", () -> validate(node).getStream().getTitle().equals("harbour"));
        assertThat(theirs.received).isEmpty();
    }

    @Test
    void theGuestIsShownTheAddressesOfTheCluster() {
        subscribe();
        reports.arrived(
                host,
                node.id(),
                reports.latest(host, node.id()),
                Inventory.newBuilder()
                        .setHostname("door")
                        .setFoghornControl("door.example.org:18019")
                        .setFoghornHttp("http://door.example.org:18008")
                        .build());
        await("an address", () -> addresses().size() == 1);
        assertThat(addresses().getFirst()).isEqualTo("http://door.example.org:18008/play/" + playbackId);
        hosting.change(
                "updateCluster",
                "UpdateClusterInput",
                Map.of("id", cluster, "baseUrl", "https://edge.example.org"),
                "");
        assertThat(addresses()).containsExactly("https://edge.example.org/play/" + playbackId);
        hosting.change("updateCluster", "UpdateClusterInput", Map.of("id", cluster, "mostStreams", 0), "");
        assertThat(addresses()).as("a cluster that is full").isEmpty();
        reports.gone(node.id());
    }

    private List<String> addresses() {
        return visiting.ask("query($id: ID!) { stream(id: $id) { addresses { playbackUrl } } }", Map.of("id", id))
                .extract()
                .path("data.stream.addresses.playbackUrl");
    }

    private String subscribe() {
        return visiting.ask(
                        "mutation($id: ID!) { subscribeToCluster(clusterId: $id) { %s } }".formatted(SUBSCRIPTION),
                        Map.of("id", cluster))
                .body("data.subscribeToCluster.status", equalTo("ACTIVE"))
                .extract()
                .path("data.subscribeToCluster.id");
    }

    private void tier(String tier) {
        operating
                .change("setTenantGrant", "SetTenantGrantInput", Map.of("tenantId", guest.value(), "tier", tier), "")
                .body("__typename", equalTo("Tenant"));
    }

    private static void await(String what, BooleanSupplier fact) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static StreamDirectoryBlockingStub calls(TestNode node) {
        return StreamDirectoryGrpc.newBlockingStub(node.channel()).withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
    }

    private ValidateStreamKeyResponse validate(TestNode by) {
        return calls(by)
                .validateStreamKey(
                        ValidateStreamKeyRequest.newBuilder().setStreamKey(key).build());
    }

    private ResolvePlaybackResponse resolve(TestNode by) {
        return resolve(by, playbackId);
    }

    private static ResolvePlaybackResponse resolve(TestNode by, String playbackId) {
        return calls(by)
                .resolvePlayback(ResolvePlaybackRequest.newBuilder()
                        .setPlaybackId(playbackId)
                        .build());
    }

    private boolean find(TestNode by) {
        return calls(by)
                .findStream(FindStreamRequest.newBuilder().setName(name).build())
                .hasStream();
    }

    /** An open call, of which the first message has come. */
    private static final class Watch implements StreamObserver<StreamChange> {
        private final BlockingQueue<StreamChange> received = new LinkedBlockingQueue<>();

        Watch(TestNode node) throws InterruptedException {
            StreamDirectoryGrpc.newStub(node.channel()).watchStreams(WatchStreamsRequest.getDefaultInstance(), this);
            assertThat(received.poll(DEADLINE_S, TimeUnit.SECONDS)).isEqualTo(StreamChange.getDefaultInstance());
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
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
