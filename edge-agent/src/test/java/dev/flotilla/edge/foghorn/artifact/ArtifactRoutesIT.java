package dev.flotilla.edge.foghorn.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.FakeArtifacts;
import dev.flotilla.edge.foghorn.FakeDirectory;
import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.edge.foghorn.directory.TestStreams;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.FoghornServer;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.http.TrustedProxies;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.stream.v1.RecordingSettings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArtifactRoutesIT {
    private static final String NOBODY = FakeArtifacts.hash(99);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestRegion region = new TestRegion();
    private final FakeArtifacts artifacts = new FakeArtifacts();
    private final FakeDirectory directory = new FakeDirectory();
    private final FakeNodes nodes = new FakeNodes();
    private FoghornServer server;

    private static final class Root implements Route {
        @Override
        public Set<String> words() {
            return Set.of();
        }

        @Override
        public void answer(Call call) {
            call.request().response().setStatusCode(404).end();
        }
    }

    @BeforeEach
    void start() {
        directory.streams.put("key", TestStreams.named("a").build());
        InstantSource clock = () -> Instant.ofEpochMilli(1_790_000_100_000L);
        Permission permission = new Permission(Optional.of("t0ken"));
        Catalogue catalogue = new Catalogue(artifacts);
        NodeOrders orders = new NodeOrders(region.region, catalogue, nodes, clock);
        Streams streams = new Streams(directory);
        server = new FoghornServer(
                vertx,
                new FoghornServer.Listen("127.0.0.1", 0, 1),
                TrustedProxies.NONE,
                address -> null,
                List.of(
                        new ClipsRoute(permission, region.region, catalogue, orders, streams, clock),
                        new DvrRoute(permission, catalogue, orders, streams, clock)),
                new Root());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.headers(headers.length > 0 ? headers : new String[] {"Authorization", "Bearer t0ken"});
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private JsonObject ok(String method, String path, String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return new JsonObject(response.body());
    }

    private void fault(String method, String path, String body, int status, String code, String words)
            throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject json = new JsonObject(response.body());
        assertThat(json.getString("code")).isEqualTo(code);
        assertThat(json.getString("error")).isEqualTo(code.toLowerCase(Locale.ROOT));
        assertThat(json.getString("message")).contains(words);
    }

    @Test
    void hasAClipMadeWhereTheStreamIs() throws Exception {
        region.node(1).node(2, TestRegion.live("a", 3));
        JsonObject made = ok(
                "POST",
                "/clips/create",
                "{\"internal_name\":\"live+a\",\"title\":\"Goal\",\"start_unix\":-30,\"duration_sec\":10,\"format\":\"ts\"}");
        String hash = made.getString("clip_hash");
        assertThat(hash).matches("20260921[0-9]{6}[0-9a-f]{16}");
        assertThat(made.getString("node_id")).isEqualTo(TestRegion.id(2).value());
        assertThat(made.getString("storage_host")).isEqualTo("https://edge-2.example.org");
        assertThat(made.getString("ingest_host")).isEqualTo("https://edge-2.example.org");
        assertThat(made.getString("status")).isEqualTo("processing");
        FakeNodes.Told told = nodes.told.getFirst();
        assertThat(told.node()).isEqualTo(TestRegion.id(2));
        var clip = told.command().getCreateClip();
        assertThat(clip.getHash()).isEqualTo(hash);
        assertThat(clip.getStream()).isEqualTo("a");
        assertThat(clip.getStreamId()).isEqualTo("str_a");
        assertThat(clip.getFormat()).isEqualTo("ts");
        assertThat(clip.getStartMs()).isEqualTo(1_790_000_070_000L);
        assertThat(clip.getStopMs()).isEqualTo(1_790_000_080_000L);
    }

    @Test
    void saysWhyNoClipIsMade() throws Exception {
        String body = "{\"internal_name\":\"a\",\"duration_sec\":10}";
        fault("POST", "/clips/create", body, 503, "UNAVAILABLE", "no node has anything of stream 'a'");
        region.node(1, TestRegion.live("a", 3));
        nodes.refusal = "the buffer begins later";
        fault("POST", "/clips/create", body, 409, "REFUSED", "the buffer begins later");
        fault("POST", "/clips/create", "no json", 400, "INVALID_REQUEST", "body is 'no json'");
        fault("POST", "/clips/create", "[1]", 400, "INVALID_REQUEST", "must be a JSON object");
        fault(
                "POST",
                "/clips/create",
                "{\"internal_name\":\"a\",\"duration_sec\":true}",
                400,
                "INVALID_REQUEST",
                "duration_sec is 'true'");
        fault(
                "POST",
                "/clips/create",
                "{\"internal_name\":\"a\",\"duration_sec\":5,\"tenant_id\":\"tenant_x\"}",
                400,
                "INVALID_REQUEST",
                "tenant_id is 'tenant_x'");
        fault(
                "POST",
                "/clips/create",
                "{\"internal_name\":\"b\",\"duration_sec\":5}",
                404,
                "NOT_FOUND",
                "there is no stream 'b'");
        fault("POST", "/clips/create", "{\"x\":\"%s\"}".formatted("y".repeat(70_000)), 400, "INVALID_REQUEST", "body");
        directory.isAway = true;
        fault("POST", "/clips/create", body, 503, "UNAVAILABLE", "control center");
    }

    @Test
    void listsClipsTheNewestFirst() throws Exception {
        for (int number = 1; number <= 5; number++) {
            artifacts.hold(number, FakeArtifacts.clip(number));
        }
        artifacts.hold(2, FakeArtifacts.clip(1)).hold(1, FakeArtifacts.recording(9, 1, 2));
        JsonObject page = ok("GET", "/clips?page=2&limit=2", "");
        assertThat(page.getInteger("total")).isEqualTo(5);
        assertThat(page.getInteger("page")).isEqualTo(2);
        assertThat(page.getInteger("limit")).isEqualTo(2);
        assertThat(page.getJsonArray("clips").stream().map(clip -> ((JsonObject) clip).getString("clip_hash")))
                .containsExactly(FakeArtifacts.hash(3), FakeArtifacts.hash(2));
        assertThat(ok("GET", "/clips?internal_name=b", "").getInteger("total")).isZero();
        fault("GET", "/clips?page=0", "", 400, "INVALID_REQUEST", "page is '0': must be 1 to");
        fault("GET", "/clips?limit=many", "", 400, "INVALID_REQUEST", "limit is 'many'");
    }

    @Test
    void showsAClipAndWhereItIsPlayed() throws Exception {
        region.node(1).node(2);
        artifacts.hold(2, FakeArtifacts.clip(1));
        String path = "/clips/" + FakeArtifacts.hash(1);
        JsonObject clip = ok("GET", path, "");
        assertThat(clip.getString("stream_name")).isEqualTo("a");
        assertThat(clip.getString("status")).isEqualTo("ready");
        assertThat(clip.getLong("start_time")).isEqualTo(1_790_000_000);
        assertThat(clip.getLong("duration")).isEqualTo(10);
        assertThat(clip.getLong("size_bytes")).isEqualTo(7);
        assertThat(clip.getString("storage_path")).endsWith("clip.mp4");
        assertThat(clip.getString("created_at")).isEqualTo("2026-09-21T14:13:20.001Z");

        JsonObject node = ok("GET", path + "/node", "");
        assertThat(node.getString("node_id")).isEqualTo(TestRegion.id(2).value());
        assertThat(node.getString("base_url")).isEqualTo("https://edge-2.example.org/");
        assertThat(node.getJsonObject("outputs").getJsonObject("MP4").getString("url"))
                .isEqualTo("https://edge-2.example.org/vod+" + FakeArtifacts.hash(1) + ".mp4");

        JsonObject resolved = ok("GET", "/clips/resolve/" + FakeArtifacts.hash(1), "");
        assertThat(resolved.getString("internal_name")).isEqualTo("a");
        assertThat(resolved.getString("tenant_id")).isEqualTo(TestRegion.TENANT);
        assertThat(resolved.getJsonArray("node_ids"))
                .containsExactly(TestRegion.id(2).value());

        region.region.lost(TestRegion.id(2).value(), false);
        fault("GET", path + "/node", "", 503, "UNAVAILABLE", "no node that is there");
    }

    @Test
    void deletesAClipOnAllNodes() throws Exception {
        region.node(1).node(2);
        artifacts.hold(1, FakeArtifacts.clip(1)).hold(2, FakeArtifacts.clip(1));
        String path = "/clips/" + FakeArtifacts.hash(1);
        assertThat(ok("DELETE", path, "").getString("status")).isEqualTo("deleted");
        assertThat(nodes.told)
                .hasSize(2)
                .allMatch(told -> told.command().getDeleteArtifact().getHash().equals(FakeArtifacts.hash(1)))
                .allMatch(told -> told.command().getId().isEmpty());
        region.region.lost(TestRegion.id(1).value(), false);
        fault("DELETE", path, "", 503, "UNAVAILABLE", "node " + TestRegion.id(1) + " is not there");
    }

    @Test
    void recordsAStreamOnceAndEndsThat() throws Exception {
        region.node(1, TestRegion.live("a", 3));
        directory.streams.put(
                "key",
                TestStreams.named("a")
                        .setRecording(
                                RecordingSettings.newBuilder().setWindowS(3_600).setSegmentS(4))
                        .build());
        String body = "{\"tenant_id\":\"%s\",\"internal_name\":\"a\"}".formatted(TestRegion.TENANT);
        JsonObject started = ok("POST", "/dvr/start", body);
        assertThat(started.getString("status")).isEqualTo("started");
        assertThat(started.getString("storage_node_id"))
                .isEqualTo(TestRegion.id(1).value());
        var command = nodes.told.getFirst().command().getStartDvr();
        assertThat(command.getHash()).isEqualTo(started.getString("dvr_hash"));
        assertThat(command.getSettings().getWindowS()).isEqualTo(3_600);
        assertThat(command.getSettings().getSegmentS()).isEqualTo(4);

        artifacts.hold(1, FakeArtifacts.recording(3, 1, 2).setStatus(Status.STATUS_RECORDING));
        JsonObject again = ok("POST", "/dvr/start", body);
        assertThat(again.getString("status")).isEqualTo("already_started");
        assertThat(again.getString("dvr_hash")).isEqualTo(FakeArtifacts.hash(3));

        String path = "/dvr/stop/" + FakeArtifacts.hash(3);
        assertThat(ok("POST", path, "").getString("status")).isEqualTo("stopping");
        assertThat(nodes.told.getLast().command().getStopDvr().getHash()).isEqualTo(FakeArtifacts.hash(3));
        artifacts.hold(1, FakeArtifacts.recording(3, 1, 2));
        assertThat(ok("POST", path, "").getString("status")).isEqualTo("ready");
        assertThat(nodes.told).as("nothing to stop").hasSize(2);
    }

    @Test
    void showsRecordings() throws Exception {
        artifacts
                .hold(
                        1,
                        FakeArtifacts.recording(3, 1_790_000_000_000L, 1_790_000_060_000L)
                                .setSegments(10))
                .hold(1, FakeArtifacts.clip(4));
        JsonObject status = ok("GET", "/dvr/status/" + FakeArtifacts.hash(3), "");
        assertThat(status.getString("internal_name")).isEqualTo("a");
        assertThat(status.getString("started_at")).isEqualTo("2026-09-21T14:13:20Z");
        assertThat(status.getString("ended_at")).isEqualTo("2026-09-21T14:14:20Z");
        assertThat(status.getLong("duration_seconds")).isEqualTo(60);
        assertThat(status.getInteger("segments")).isEqualTo(10);
        JsonObject list = ok("GET", "/dvr/recordings", "");
        assertThat(list.getInteger("total")).isEqualTo(1);
        assertThat(list.getJsonArray("dvr_recordings").getJsonObject(0).getString("dvr_hash"))
                .isEqualTo(FakeArtifacts.hash(3));
    }

    @Test
    void knowsNothingOfStrangers() throws Exception {
        artifacts.hold(1, FakeArtifacts.recording(3, 1, 2));
        fault("GET", "/clips/" + NOBODY, "", 404, "NOT_FOUND", NOBODY);
        fault("GET", "/clips/" + FakeArtifacts.hash(3), "", 404, "NOT_FOUND", "of a clip");
        fault("GET", "/clips/" + NOBODY + "/node", "", 404, "NOT_FOUND", NOBODY);
        fault("GET", "/clips/resolve/" + NOBODY, "", 404, "NOT_FOUND", NOBODY);
        fault("DELETE", "/clips/" + NOBODY, "", 404, "NOT_FOUND", NOBODY);
        fault("GET", "/dvr/status/" + NOBODY, "", 404, "NOT_FOUND", NOBODY);
        fault("POST", "/dvr/stop/" + NOBODY, "", 404, "NOT_FOUND", NOBODY);
        fault("GET", "/dvr/nothing", "", 404, "NOT_FOUND", "POST /dvr/start");
        fault("PUT", "/clips/a/b", "", 404, "NOT_FOUND", "POST /clips/create");
    }

    @Test
    void isForWhoHasTheToken() throws Exception {
        for (String path : List.of("/clips", "/dvr/recordings", "/clips/" + NOBODY)) {
            assertThat(send("GET", path, "", "X-Forwarded-For", "192.0.2.7").statusCode())
                    .as("a proxy speaks for others")
                    .isEqualTo(403);
            assertThat(send("GET", path, "", "Accept", "*/*").statusCode())
                    .as("nobody without the token, since there is one")
                    .isEqualTo(403);
            assertThat(send("GET", path, "", "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(403);
            assertThat(send("GET", path, "", "X-Forwarded-For", "192.0.2.7", "Authorization", "Bearer t0ken")
                            .statusCode())
                    .isNotEqualTo(403);
        }
    }
}
