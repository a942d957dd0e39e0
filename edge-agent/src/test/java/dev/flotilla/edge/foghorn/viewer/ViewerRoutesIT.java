package dev.flotilla.edge.foghorn.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.Await;
import dev.flotilla.edge.foghorn.FakeDirectory;
import dev.flotilla.edge.foghorn.TestRegion;
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
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.foghorn.v1.StreamTrack;
import dev.flotilla.proto.stream.v1.PullSource;
import dev.flotilla.proto.stream.v1.StreamRecord;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Viewers and publishers over real HTTP; the region and the control center's streams are the test's. */
class ViewerRoutesIT {
    private static final String KEY = "sk_0123456789abcdef";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeDirectory directory = new FakeDirectory();
    private final TestRegion nodes = new TestRegion();
    private final TestTokens tenant = new TestTokens();
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final RoutingEvents events = TestEvents.heardBy(heard::add);
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
                hash -> Set.of(),
                events,
                new Allowance<>(60, 20, 1_000, System::nanoTime));
        Origin origin = new Origin(Optional.of("https://foghorn.example.org"));
        var routes = List.of(
                new PlayRoute(viewing, nodes.region, new TestObjects().media(), origin),
                new ViewerRoute(viewing, nodes.region, Places.none(), origin, new Permission(Optional.of("t0ken"))),
                new IngestRoute(directory, nodes.region, events, new Allowance<>(60, 10, 1_000, System::nanoTime)));
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

    @ParameterizedTest
    @CsvSource({
        "/play/playa.m3u8, https://edge-1.example.org/hls/playa/index.m3u8",
        "/resolve/playa/hls, https://edge-1.example.org/hls/playa/index.m3u8",
        "/play/playa/hls/index.m3u8, https://edge-1.example.org/hls/playa/index.m3u8",
        "/play/playa/dash, https://edge-1.example.org/cmaf/playa/index.mpd",
        "/play/playa/whep/extra, https://edge-1.example.org/webrtc/playa/extra",
    })
    void sendsAViewerToTheNodeThatHasTheStream(String path, String url) throws Exception {
        nodes.node(1, TestRegion.live("a", 3)).node(2);
        String location = location(get(path));
        assertThat(location).matches(java.util.regex.Pattern.quote(url) + "\\?fvid=[0-9a-f]{16}");
        assertThat(nodes.region.viewers().counts().redirects()).isEqualTo(1);
    }

    @Test
    void sendsAViewerOfAPulledStreamToANodeThatCanFetchIt() throws Exception {
        nodes.node(1);
        directory.streams.put(
                KEY,
                TestStreams.named("a")
                        .setPullSource(PullSource.newBuilder().setUrl("srt://camera.example.org:9000"))
                        .build());
        var answer = send("GET", "/play/playa.m3u8", "");
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("location").orElseThrow())
                .startsWith("https://edge-1.example.org/hls/playa/");
        var refused = send("GET", "/ingest/" + KEY, "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("PULL_MODE");
        directory.streams.put(
                KEY,
                TestStreams.named("a")
                        .setPullSource(PullSource.getDefaultInstance())
                        .build());
        assertThat(send("GET", "/play/playa.m3u8", "").statusCode())
                .as("no node may fetch it")
                .isEqualTo(503);
    }

    @Test
    void answersAtOnceOrLater() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        directory.isSlow = true;
        assertThat(location(get("/play/playa/hls"))).startsWith("https://edge-1.example.org/hls/playa/");
        isFault(get("/play/nothing"), 404, "VIEW_KEY_NOT_FOUND");
    }

    @Test
    void sendsAViewerToANodeWithoutHelmsmanByMistServersName() throws Exception {
        nodes.node(3, "", TestRegion.live("a", 3));
        assertThat(location(get("/play/playa/hls"))).startsWith("http://127.0.0.3:8080/hls/live+a/index.m3u8?fvid=");
    }

    @Test
    void namesAllEndpoints() throws Exception {
        nodes.node(1, TestRegion.live("a", 3))
                .node(2, TestRegion.replica("a", 4))
                .report(2, 900, TestRegion.replica("a", 4));
        HttpResponse<String> response = get("/play/playa");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(response.body());
        JsonObject primary = body.getJsonObject("primary");
        assertThat(primary.getString("nodeId")).isEqualTo(TestRegion.id(1).value());
        assertThat(primary.getString("baseUrl")).isEqualTo("https://edge-1.example.org/");
        assertThat(primary.getString("protocol")).isEqualTo("hls");
        assertThat(primary.getString("url")).startsWith("https://edge-1.example.org/hls/playa/index.m3u8?fvid=");
        assertThat(primary.getJsonObject("outputs").getJsonObject("WHEP").getString("url"))
                .startsWith("https://edge-1.example.org/webrtc/playa?fvid=");
        assertThat(primary.getJsonObject("outputs")
                        .getJsonObject("WHEP")
                        .getJsonObject("capabilities")
                        .getBoolean("supportsSeek"))
                .isFalse();
        assertThat(body.getJsonArray("fallbacks").getJsonObject(0).getString("nodeId"))
                .isEqualTo(TestRegion.id(2).value());
        JsonObject metadata = body.getJsonObject("metadata");
        assertThat(metadata.getString("status")).isEqualTo("live");
        assertThat(metadata.getBoolean("isLive")).isTrue();
        assertThat(metadata.getLong("viewers")).isEqualTo(7);
        assertThat(metadata.getString("streamId")).isEqualTo("str_a");
        assertThat(metadata.getString("contentId")).isEqualTo("playa");
        assertThat(metadata.getJsonArray("protocolHints")).contains("HLS", "WHEP", "SRT");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        isFault(get("/play"), 400, "MISSING_VIEW_KEY");
        isFault(get("/play/"), 400, "MISSING_VIEW_KEY");
        isFault(get("/play/a%20b"), 400, "INVALID_VIEW_KEY");
        isFault(get("/play/nothing.m3u8"), 404, "VIEW_KEY_NOT_FOUND");
        isFault(get("/play/playa.m3u8"), 503, "PLAYBACK_RESOLUTION_FAILED");
        isFault(send("POST", "/play/playa", ""), 405, "METHOD_NOT_ALLOWED");
        directory.isAway = true;
        HttpResponse<String> away = get("/play/playa");
        isFault(away, 503, "PLAYBACK_RESOLUTION_FAILED");
        assertThat(away.headers().firstValue("Retry-After")).hasValue("5");
    }

    @Test
    void answersHeadAndOptions() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        HttpResponse<String> head = send("HEAD", "/play/playa/hls", "");
        assertThat(location(head)).isEqualTo("https://edge-1.example.org/hls/playa/index.m3u8");
        assertThat(nodes.region.viewers().counts().redirects())
                .as("nobody comes")
                .isZero();
        assertThat(send("HEAD", "/play/playa", "").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/play/nothing", "").statusCode()).isEqualTo(404);

        HttpResponse<String> options = send("OPTIONS", "/play/playa", "");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET, HEAD, OPTIONS");
    }

    @Test
    void wantsATokenWhereThePolicyDoesAndHandsItOn() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        directory.streams.put(
                KEY, TestStreams.named("a").setPolicy(tenant.policy("k1")).build());
        String token = tenant.token("k1", "{\"exp\":4000000000}");

        HttpResponse<String> denied = get("/play/playa/hls");
        isFault(denied, 403, "PLAYBACK_ACCESS_DENIED");
        assertThat(denied.body()).contains("missing-token");
        String[][] ways = {
            {"/play/playa/hls?jwt=" + token},
            {"/play/playa/hls", "X-Flotilla-Playback-JWT", token},
            {"/play/playa/hls", "X-Frameworks-Playback-JWT", token},
            {"/play/playa/hls", "X-Playback-JWT", token},
            {"/play/playa/hls", "Authorization", "Bearer " + token},
            {"/play/playa/hls", "Cookie", "x=1; jwt=" + token},
        };
        for (String[] way : ways) {
            String[] headers = java.util.Arrays.copyOfRange(way, 1, way.length);
            assertThat(location(get(way[0], headers))).as("%s", (Object) way).endsWith("&jwt=" + token);
        }
        assertThat(get("/play/playa/hls?jwt=" + new TestTokens().token("k1", "{\"exp\":4000000000}"))
                        .body())
                .contains("jwt-sig-fail");
        directory.streams.put(KEY, TestStreams.named("a").setIsSuspended(true).build());
        assertThat(get("/play/playa/hls").body()).contains("account-suspended");
    }

    @Test
    void resolvesOnBehalfOfAViewer() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        String body = "{\"content_type\":\"live\",\"content_id\":\"playa\",\"viewer_ip\":\"192.0.2.7\"}";
        HttpResponse<String> response = send("POST", "/viewer/resolve-endpoint", body);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject json = new JsonObject(response.body());
        assertThat(json.getJsonObject("primary").getString("node_id"))
                .isEqualTo(TestRegion.id(1).value());
        assertThat(json.getJsonObject("primary").getJsonObject("outputs").fieldNames())
                .contains("HLS_CMAF");
        assertThat(json.getJsonObject("metadata").getBoolean("is_live")).isTrue();

        isFault(send("POST", "/viewer/resolve-endpoint", "{}"), 400, "INVALID_VIEW_KEY");
        isFault(send("POST", "/viewer/resolve-endpoint", "no json"), 400, "INVALID_REQUEST");
        isFault(
                send("POST", "/viewer/resolve-endpoint", "{\"x\":\"%s\"}".formatted("y".repeat(100_000))),
                400,
                "INVALID_REQUEST");
        isFault(send("POST", "/viewer/nothing", body), 404, "VIEW_KEY_NOT_FOUND");
    }

    @Test
    void takesNobodysWordAboutAnotherButAProxysAndThatOfWhoHasTheToken() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        String body = "{\"content_type\":\"live\",\"content_id\":\"playa\",\"viewer_ip\":\"192.0.2.%d\"}";
        for (int viewer = 0; viewer < 5; viewer++) {
            assertThat(sendFrom("127.0.0.7", body.formatted(viewer), "")).contains(" 200 ");
        }
        assertThat(nodes.region.viewers().counts().repeated()).as("one caller").isEqualTo(4);
        for (int viewer = 0; viewer < 5; viewer++) {
            sendFrom("127.0.0.7", body.formatted(viewer), "Authorization: Bearer t0ken\r\n");
        }
        assertThat(nodes.region.viewers().counts().repeated())
                .as("five viewers, of whom a program with the token tells")
                .isEqualTo(4);
        assertThat(nodes.region.viewers().counts().redirects()).isEqualTo(10);
    }

    /** From an address that is no trusted proxy's. */
    private String sendFrom(String from, String body, String headers) throws Exception {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(30_000);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port()));
            socket.getOutputStream()
                    .write(("POST /viewer/resolve-endpoint HTTP/1.1\r\nHost: x\r\n" + headers
                                    + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void countsTheAddressesOfOneSubscriberAsOne() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        for (int device = 1; device <= 5; device++) {
            get("/play/playa/hls", "X-Forwarded-For", "2001:db8:1:2::" + device);
        }
        assertThat(nodes.region.viewers().counts().repeated()).isEqualTo(4);
        for (int device = 1; device <= 10; device++) {
            get("/ingest/sk_wrong", "X-Forwarded-For", "2001:db8:1:2::" + device);
        }
        isFault(get("/ingest/sk_wrong", "X-Forwarded-For", "2001:db8:1:2::99"), 429, "RATE_LIMITED");
        assertThat(get("/ingest/sk_wrong", "X-Forwarded-For", "2001:db8:1:3::99")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void boundsWhatOneAddressHasLookedUp() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        for (int key = 0; key < 20; key++) {
            isFault(get("/play/nothing" + key), 404, "VIEW_KEY_NOT_FOUND");
        }
        int asked = directory.questions.get();
        isFault(get("/play/nothing20"), 429, "RATE_LIMITED");
        assertThat(directory.questions).hasValue(asked);
        assertThat(get("/play/playa/hls").statusCode()).as("what is known").isEqualTo(307);
        assertThat(get("/play/nothing21", "X-Forwarded-For", "192.0.2.7").statusCode())
                .as("another address")
                .isEqualTo(404);
    }

    @Test
    void letsNoManifestBreakTheAddress() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        assertThat(location(get("/play/playa.whep/a%20b%3Fc"))).contains("/webrtc/playa/a%20b%3Fc?");
        isFault(get("/play/playa.whep/%0d%0aX-Evil:1"), 400, "INVALID_VIEW_KEY");
    }

    @Test
    void describesAStreamAlsoWhenNobodyPublishesIt() throws Exception {
        String body = "{\"content_type\":\"live\",\"content_id\":\"playa\"}";
        JsonObject offline =
                new JsonObject(send("POST", "/viewer/stream-meta", body).body());
        assertThat(offline.getString("status")).isEqualTo("offline");
        assertThat(offline.getString("title")).isEqualTo("The a");
        nodes.node(1, TestRegion.live("a", 3));
        JsonObject live =
                new JsonObject(send("POST", "/viewer/stream-meta", body).body());
        assertThat(live.getString("status")).isEqualTo("live");
        assertThat(live.getJsonArray("instances").getJsonObject(0).getLong("viewers"))
                .isEqualTo(3);
        assertThat(live.getJsonArray("tracks")).isEmpty();
        assertThat(nodes.region.viewers().counts().redirects()).isZero();

        var video = StreamTrack.newBuilder()
                .setType("video")
                .setCodec("H264")
                .setWidth(640)
                .setHeight(360)
                .setFramesPerS(25);
        nodes.report(1, TestRegion.live("a", 3).toBuilder().addTracks(video).build());
        JsonObject known =
                new JsonObject(send("POST", "/viewer/stream-meta", body).body());
        assertThat(known.getJsonArray("tracks").encode())
                .isEqualTo("[{\"type\":\"video\",\"codec\":\"H264\",\"width\":640,\"height\":360,\"fps\":25.0}]");
    }

    @Test
    void tellsAPublisherWhereToGo() throws Exception {
        nodes.node(1).node(2);
        nodes.report(1, 900);
        HttpResponse<String> response = get("/ingest/" + KEY, "X-Forwarded-For", "192.0.2.7");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonObject body = new JsonObject(response.body());
        JsonObject primary = body.getJsonObject("primary");
        assertThat(primary.getString("nodeId")).isEqualTo(TestRegion.id(2).value());
        assertThat(primary.getString("whipUrl")).isEqualTo("https://edge-2.example.org/webrtc/" + KEY);
        assertThat(primary.getString("rtmpUrl")).isEqualTo("rtmp://edge-2.example.org:1935/live/" + KEY);
        assertThat(primary.getString("srtUrl")).isEqualTo("srt://edge-2.example.org:8889?streamid=" + KEY);
        assertThat(primary.getString("region")).isEqualTo("Amsterdam");
        assertThat(body.getJsonArray("fallbacks")).hasSize(1);
        assertThat(body.getJsonObject("metadata").getString("streamId")).isEqualTo("str_a");

        HttpResponse<String> whip = send("POST", "/ingest/" + KEY, "v=0", "X-Forwarded-For", "192.0.2.7");
        assertThat(location(whip)).isEqualTo("https://edge-2.example.org/webrtc/" + KEY);

        nodes.report(1, 900, TestRegion.live("a", 0));
        assertThat(new JsonObject(get("/ingest/" + KEY).body())
                        .getJsonObject("primary")
                        .getString("nodeId"))
                .as("who comes again goes to where it was")
                .isEqualTo(TestRegion.id(1).value());
    }

    @Test
    void aGuestsStreamGoesToTheNodesOfItsHostAndNoOtherDoes() throws Exception {
        nodes.node(1);
        nodes.report(1, 100);
        StreamRecord.Builder foreign = TestStreams.named("a").setTenantId("tenant_00000000000000ff");
        directory.streams.put(KEY, foreign.build());
        isFault(get("/ingest/" + KEY), 503, "NO_INGEST_NODES");
        directory.streams.put(KEY, foreign.setHostTenantId(TestRegion.TENANT).build());
        assertThat(get("/ingest/" + KEY).statusCode()).isEqualTo(200);
    }

    @Test
    void turnsPublishersAway() throws Exception {
        isFault(get("/ingest/"), 400, "MISSING_STREAM_KEY");
        isFault(get("/ingest/sk_wrong"), 404, "INVALID_STREAM_KEY");
        isFault(get("/ingest/a/b"), 404, "INVALID_STREAM_KEY");
        isFault(get("/ingest/" + KEY), 503, "NO_INGEST_NODES");
        directory.streams.put(KEY, TestStreams.named("a").setIsSuspended(true).build());
        isFault(get("/ingest/" + KEY), 403, "ACCOUNT_SUSPENDED");
        directory.streams.clear();
        directory.isNotEntitled = true;
        isFault(get("/ingest/" + KEY), 403, "CLUSTER_NOT_ENTITLED");
        directory.isAway = true;
        isFault(get("/ingest/" + KEY), 503, "VALIDATION_UNAVAILABLE");
    }

    @Test
    void boundsHowOftenAnAddressAsks() throws Exception {
        for (int i = 0; i < 10; i++) {
            get("/ingest/sk_wrong");
        }
        isFault(get("/ingest/sk_wrong"), 429, "RATE_LIMITED");
        assertThat(get("/ingest/sk_wrong", "X-Forwarded-For", "192.0.2.7").statusCode())
                .as("another address, told by a trusted proxy")
                .isEqualTo(404);
    }

    @Test
    void tellsOfEachDecisionButOfNoSecret() throws Exception {
        nodes.node(1, TestRegion.live("a", 3));
        get("/play/playa/hls", "X-Forwarded-For", "192.0.2.7", "X-Latitude", "50.1", "X-Longitude", "8.7");
        get("/play/unheardof");
        get("/ingest/" + KEY);
        Await.until("three events", () -> heard.size() == 3);
        assertThat(heard)
                .extracting(event -> event.getMedia().getRouting().getRequest()
                        + ' '
                        + event.getMedia().getRouting().getStatus())
                .containsExactly("play redirect", "play failed", "ingest success");
        assertThat(heard.getFirst().getMedia().getRouting().getViewer().getBucket())
                .isNotEmpty();
        assertThat(heard.toString()).doesNotContain(KEY, "192.0.2.7", "unheardof", "50.1");
    }
}
