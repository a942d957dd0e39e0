package dev.flotilla.edge.foghorn.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.FakeDirectory;
import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.TestStreams;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.FoghornServer;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.http.TrustedProxies;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.policy.TestPolicies;
import dev.flotilla.edge.foghorn.policy.TestTokens;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import dev.flotilla.edge.foghorn.routing.TestEvents;
import dev.flotilla.edge.foghorn.stored.TestObjects;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was recorded of a stream, for viewers who ask by HTTP. */
class StoredRoutesIT {
    private static final String HASH = "20260101000000aaaaaaaaaaaaaaaa";
    private static final String KEY = "sk_0123456789abcdef";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeDirectory directory = new FakeDirectory();
    private final TestRegion nodes = new TestRegion();
    private final Map<String, Set<String>> holders = new ConcurrentHashMap<>();
    private final TestObjects objects = new TestObjects();
    private final TestTokens tenant = new TestTokens();
    private final RoutingEvents events = TestEvents.heardBy(_ -> {});
    private FoghornServer server;

    /** Stands for MistServer's paths. */
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
        directory.streams.put(KEY, TestStreams.named("a").build());
        Viewing viewing = new Viewing(
                directory,
                TestPolicies.withoutWebhooks(),
                nodes.region,
                hash -> holders.getOrDefault(hash, Set.of()),
                events,
                new Allowance<>(60, 20, 1_000, System::nanoTime));
        Origin origin = new Origin(Optional.of("https://foghorn.example.org"));
        var routes = List.of(
                new PlayRoute(viewing, nodes.region, objects.media(), origin),
                new ViewerRoute(viewing, nodes.region, Places.none(), origin, new Permission(Optional.of("t0ken"))));
        server = new FoghornServer(
                vertx,
                new FoghornServer.Listen("127.0.0.1", 0, 1),
                TrustedProxies.parse(List.of("127.0.0.1")),
                Places.none(),
                routes,
                new Root());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        events.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(307);
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static void isFault(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("code")).isEqualTo(code);
        assertThat(body.getString("error")).isEqualTo(code.toLowerCase(java.util.Locale.ROOT));
        assertThat(body.getString("message")).isNotBlank();
    }

    private void artifact(Kind kind, Status status, String file, StreamRecord stream) {
        directory.artifacts.put(
                "clipa",
                new Lookup.Found(
                        stream,
                        Optional.of(ArtifactRecord.newBuilder()
                                .setHash(HASH)
                                .setKind(kind)
                                .setStatus(status)
                                .setPlaybackId("clipa")
                                .setTitle("Goal")
                                .setFormat(kind == Kind.KIND_DVR ? "m3u8" : "mp4")
                                .setDurationMs(10_500)
                                .setFile(file)
                                .build())));
    }

    private void clip(String file) {
        artifact(
                Kind.KIND_CLIP,
                Status.STATUS_READY,
                file,
                TestStreams.named("a").build());
    }

    @Test
    void sendsAViewerOfAClipToTheBestNodeThatHoldsIt() throws Exception {
        nodes.node(1).node(2).node(3, TestRegion.live("a", 9));
        nodes.report(1, 900);
        clip("");
        isFault(get("/play/clipa.mp4"), 503, "REMOTE_ARTIFACT_UNAVAILABLE");
        holders.put(HASH, Set.of(TestRegion.id(1).value(), TestRegion.id(2).value()));
        assertThat(location(get("/play/clipa.mp4"))).startsWith("https://edge-2.example.org/clipa.mp4?fvid=");
        assertThat(location(get("/resolve/clipa/hls/index.m3u8")))
                .startsWith("https://edge-2.example.org/hls/clipa/index.m3u8?fvid=");
        JsonObject all = new JsonObject(get("/play/clipa").body());
        assertThat(all.getJsonArray("fallbacks").getJsonObject(0).getString("nodeId"))
                .isEqualTo(TestRegion.id(1).value());
        assertThat(all.getJsonObject("primary")
                        .getJsonObject("outputs")
                        .getJsonObject("MP4")
                        .getJsonObject("capabilities")
                        .getBoolean("supportsSeek"))
                .isTrue();
        JsonObject metadata = all.getJsonObject("metadata");
        assertThat(metadata.getString("contentType")).isEqualTo("clip");
        assertThat(metadata.getString("contentId")).isEqualTo("clipa");
        assertThat(metadata.getString("title")).isEqualTo("Goal");
        assertThat(metadata.getDouble("durationSeconds")).isEqualTo(10.5);
        assertThat(metadata.getBoolean("isLive")).isFalse();

        nodes.region.lost(TestRegion.id(2).value(), false);
        assertThat(location(get("/play/clipa.mp4"))).startsWith("https://edge-1.example.org/clipa.mp4");
    }

    @Test
    void sendsAViewerOfAClipThatNoNodeHoldsToTheObjectStorage() throws Exception {
        clip("clip.mp4");
        assertThat(location(get("/play/clipa.mp4"))).isEqualTo("https://objects/" + HASH + "/clip.mp4?sig=1");
        holders.put(HASH, Set.of(TestRegion.id(1).value()));
        assertThat(location(get("/play/clipa/mp4")))
                .as("the node that holds it is away")
                .isEqualTo("https://objects/" + HASH + "/clip.mp4?sig=1");
        JsonObject all = new JsonObject(get("/play/clipa").body());
        assertThat(all.getJsonObject("primary").getString("url"))
                .isEqualTo("https://foghorn.example.org/play/clipa.mp4");
        assertThat(new JsonObject(send("POST", "/viewer/resolve-endpoint", "{\"content_id\":\"clipa\"}")
                                .body())
                        .getJsonObject("metadata")
                        .getString("content_type"))
                .isEqualTo("clip");
        objects.isAway = true;
        isFault(get("/play/clipa.mp4"), 503, "REMOTE_ARTIFACT_UNAVAILABLE");
    }

    @Test
    void playsAnUploadedVideoFromTheObjectStorageOnceItIsWhole() throws Exception {
        StreamRecord itsOwn = TestStreams.named("00" + HASH).build();
        artifact(Kind.KIND_VOD, Status.STATUS_PROCESSING, "", itsOwn);
        isFault(get("/play/clipa.mp4"), 503, "REMOTE_ARTIFACT_UNAVAILABLE");
        artifact(Kind.KIND_VOD, Status.STATUS_READY, "video.mp4", itsOwn);
        assertThat(location(get("/play/clipa.mp4"))).isEqualTo("https://objects/" + HASH + "/video.mp4?sig=1");
        assertThat(new JsonObject(send("POST", "/viewer/stream-meta", "{\"content_id\":\"clipa\"}")
                                .body())
                        .getString("content_type"))
                .isEqualTo("vod");
    }

    @Test
    void playsARecordingFromTheObjectStorage() throws Exception {
        artifact(
                Kind.KIND_DVR,
                Status.STATUS_READY,
                "index.m3u8",
                TestStreams.named("a").build());
        objects.put(HASH, "index.m3u8", "#EXTM3U\n#EXTINF:6.0,\n0.ts\n#EXTINF:6.0,\n1.ts\n#EXT-X-ENDLIST\n");
        HttpResponse<String> playlist = get("/play/clipa/hls/index.m3u8");
        assertThat(playlist.statusCode()).as(playlist.body()).isEqualTo(200);
        assertThat(playlist.headers().firstValue("Content-Type")).hasValue("application/vnd.apple.mpegurl");
        assertThat(playlist.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(playlist.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(playlist.body())
                .isEqualTo("#EXTM3U\n#EXTINF:6.0,\nhttps://objects/%1$s/0.ts?sig=1\n#EXTINF:6.0,\n".formatted(HASH)
                        + "https://objects/%1$s/1.ts?sig=1\n#EXT-X-ENDLIST\n".formatted(HASH));
        assertThat(new JsonObject(get("/play/clipa").body())
                        .getJsonObject("primary")
                        .getString("url"))
                .isEqualTo("https://foghorn.example.org/play/clipa.m3u8");
    }

    @Test
    void holdsThePolicyOfTheStreamForWhatWasRecordedOfIt() throws Exception {
        artifact(
                Kind.KIND_CLIP,
                Status.STATUS_READY,
                "clip.mp4",
                TestStreams.named("a").setPolicy(tenant.policy("k1")).build());
        assertThat(get("/play/clipa.mp4").body()).contains("missing-token");
        String token = tenant.token("k1", "{\"exp\":4000000000}");
        assertThat(location(get("/play/clipa.mp4?jwt=" + token))).startsWith("https://objects/");
        assertThat(new JsonObject(get("/play/clipa?jwt=" + token).body())
                        .getJsonObject("primary")
                        .getString("url"))
                .isEqualTo("https://foghorn.example.org/play/clipa.mp4?jwt=" + token);
        artifact(
                Kind.KIND_CLIP,
                Status.STATUS_READY,
                "clip.mp4",
                TestStreams.named("a")
                        .setPolicy(PlaybackPolicy.newBuilder()
                                .setWebhook(PlaybackPolicy.Webhook.newBuilder().setUrl("http://127.0.0.1:1/")))
                        .build());
        isFault(get("/play/clipa.mp4"), 403, "PLAYBACK_ACCESS_DENIED");
        artifact(
                Kind.KIND_CLIP,
                Status.STATUS_READY,
                "clip.mp4",
                TestStreams.named("a").setIsSuspended(true).build());
        assertThat(get("/play/clipa.mp4").body()).contains("account-suspended");
    }

    @Test
    void saysThatAClipFailed() throws Exception {
        artifact(
                Kind.KIND_CLIP, Status.STATUS_FAILED, "", TestStreams.named("a").build());
        isFault(get("/play/clipa.mp4"), 404, "VIEW_KEY_NOT_FOUND");
        artifact(
                Kind.KIND_CLIP,
                Status.STATUS_PROCESSING,
                "",
                TestStreams.named("a").build());
        isFault(get("/play/clipa.mp4"), 503, "REMOTE_ARTIFACT_UNAVAILABLE");
        JsonObject described = new JsonObject(send("POST", "/viewer/stream-meta", "{\"content_id\":\"clipa\"}")
                .body());
        assertThat(described.getString("status")).isEqualTo("processing");
    }
}
