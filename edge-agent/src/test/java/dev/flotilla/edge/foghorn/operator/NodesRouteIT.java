package dev.flotilla.edge.foghorn.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.edge.foghorn.http.Call;
import dev.flotilla.edge.foghorn.http.FoghornServer;
import dev.flotilla.edge.foghorn.http.Permission;
import dev.flotilla.edge.foghorn.http.Route;
import dev.flotilla.edge.foghorn.http.TrustedProxies;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import dev.flotilla.proto.foghorn.v1.Mode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodesRouteIT {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestRegion nodes = new TestRegion();
    private final Map<NodeId, Command> told = new ConcurrentHashMap<>();
    private FoghornServer server;

    /** One clip on two nodes. */
    private static final Artifacts ARTIFACTS = new Artifacts() {
        @Override
        public List<Held> all() {
            Artifact clip = Artifact.newBuilder()
                    .setHash("20260101000000aaaaaaaaaaaaaaaa")
                    .setKind(Artifact.Kind.KIND_CLIP)
                    .setStatus(Artifact.Status.STATUS_READY)
                    .setSizeBytes(7)
                    .build();
            return List.of(new Held(TestRegion.id(1), clip), new Held(TestRegion.id(2), clip));
        }

        @Override
        public List<Held> of(String hash) {
            return all();
        }

        @Override
        public void listen(Consumer<Held> listener) {}
    };

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
        Route route = new NodesRoute(
                nodes.region,
                new Permission(Optional.of("t0ken")),
                (node, command) -> {
                    told.put(node, command);
                    return CompletableFuture.completedFuture(CommandResult.getDefaultInstance());
                },
                ARTIFACTS,
                () -> Instant.ofEpochSecond(1_800_000_000));
        server = new FoghornServer(
                vertx,
                new FoghornServer.Listen("127.0.0.1", 0, 1),
                TrustedProxies.NONE,
                address -> null,
                List.of(route),
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
                .method(method, BodyPublishers.ofString(body))
                .headers(headers.length > 0 ? headers : new String[] {"Authorization", "Bearer t0ken"});
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void showsNodesAndTheirStreams() throws Exception {
        nodes.node(1, TestRegion.live("a", 3)).node(2);
        JsonArray all = new JsonArray(send("GET", "/nodes/overview", "").body());
        assertThat(all).hasSize(2);
        JsonObject one = all.getJsonObject(0);
        assertThat(one.getString("node_id")).isEqualTo(TestRegion.id(1).value());
        assertThat(one.getString("operational_mode")).isEqualTo("normal");
        assertThat(one.getBoolean("cap_edge")).isTrue();
        assertThat(one.getBoolean("cap_storage")).isFalse();
        assertThat(one.getBoolean("is_active")).isTrue();
        assertThat(one.getInteger("cpu_tenths")).isEqualTo(100);
        assertThat(one.getDouble("cpu_percent")).isEqualTo(10.0);
        assertThat(one.getDouble("ram_percent")).isEqualTo(6.3);
        assertThat(one.getDouble("geo_latitude")).isEqualTo(52.37);
        assertThat(one.getLong("avail_bandwidth")).isEqualTo(128L << 20);
        assertThat(one.getJsonArray("streams").getJsonObject(0).getString("name"))
                .isEqualTo("live+a");
        assertThat(new JsonArray(send("GET", "/nodes/overview?cap=edge&offset=1&limit=5", "")
                        .body()))
                .hasSize(1);
        assertThat(new JsonArray(send("GET", "/nodes/overview?cap=storage", "").body()))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAMode() throws Exception {
        nodes.node(1);
        String path = "/nodes/" + TestRegion.id(1).value() + "/mode";
        for (String body :
                List.of("{\"mode\":null}", "{\"mode\":7}", "[]", "", "{\"mode\":\"draining\",\"set_by\":null}")) {
            assertThat(send("PUT", path, body).statusCode()).as(body).isEqualTo(body.contains("draining") ? 200 : 400);
        }
    }

    @Test
    void showsLostNodesOnRequest() throws Exception {
        nodes.node(1).node(2);
        nodes.region.lost(TestRegion.id(1).value(), false);
        assertThat(new JsonArray(send("GET", "/nodes/overview", "").body())).hasSize(1);
        JsonArray all = new JsonArray(
                send("GET", "/nodes/overview?include_stale=true", "").body());
        assertThat(all).hasSize(2);
        assertThat(all.getJsonObject(0).getBoolean("is_stale")).isTrue();
    }

    @Test
    void showsWhatNodesHaveTogether() throws Exception {
        nodes.node(1, TestRegion.live("a", 3)).node(2, TestRegion.replica("a", 4));
        JsonObject full =
                new JsonObject(send("GET", "/nodes/overview?full=true", "").body());
        assertThat(full.getInteger("node_count")).isEqualTo(2);
        JsonObject stream = full.getJsonArray("streams").getJsonObject(0);
        assertThat(stream.getString("name")).isEqualTo("live+a");
        assertThat(stream.getJsonArray("instances")).hasSize(2);
        JsonObject clip = full.getJsonArray("artifacts").getJsonObject(0);
        assertThat(clip.getString("type")).isEqualTo("clip");
        assertThat(clip.getString("status")).isEqualTo("ready");
        assertThat(clip.getJsonArray("nodes")).hasSize(2);
    }

    @Test
    void setsAModeAtOnceAndTellsTheNode() throws Exception {
        nodes.node(1, TestRegion.live("a", 3)).node(2);
        String path = "/nodes/" + TestRegion.id(1) + "/mode";
        JsonObject answer = new JsonObject(
                send("PUT", path, "{\"mode\":\"draining\",\"set_by\":\"anna\"}").body());
        assertThat(answer)
                .isEqualTo(new JsonObject()
                        .put("node_id", TestRegion.id(1).value())
                        .put("operational_mode", "draining")
                        .put("active_viewers", 0));
        assertThat(nodes.region
                        .snapshot()
                        .node(TestRegion.id(1).value())
                        .orElseThrow()
                        .isDraining())
                .isTrue();
        Mode mode = Objects.requireNonNull(told.get(TestRegion.id(1))).getMode();
        assertThat(mode.getKind()).isEqualTo(Mode.Kind.KIND_DRAINING);
        assertThat(mode.getSetBy()).isEqualTo("anna");
        assertThat(mode.getSetAtMs()).isEqualTo(1_800_000_000_000L);
        assertThat(new JsonObject(send("GET", "/nodes/" + TestRegion.id(1) + "/drain-status", "")
                                .body())
                        .getString("operational_mode"))
                .isEqualTo("draining");
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        nodes.node(1);
        String path = "/nodes/" + TestRegion.id(1) + "/mode";
        HttpResponse<String> wrong = send("PUT", path, "{\"mode\":\"asleep\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("asleep");
        assertThat(send("PUT", path, "no json").statusCode()).isEqualTo(400);
        assertThat(send("PUT", path, "{\"mode\":7}").statusCode()).isEqualTo(400);
        assertThat(send("PUT", "/nodes/nobody/mode", "{\"mode\":\"normal\"}").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "/nodes/nobody/drain-status", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/nodes/x/y", "").statusCode()).isEqualTo(404);
        assertThat(told).isEmpty();
    }

    @Test
    void isForThisMachineAndForWhoHasTheToken() throws Exception {
        nodes.node(1);
        assertThat(send("GET", "/nodes/overview", "", "X-Forwarded-For", "192.0.2.7")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/nodes/overview", "", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/nodes/overview", "", "Authorization", "Bearer t0ken")
                        .statusCode())
                .isEqualTo(200);
    }
}
