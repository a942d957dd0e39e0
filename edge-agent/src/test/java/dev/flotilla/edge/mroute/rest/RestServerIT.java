package dev.flotilla.edge.mroute.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.mroute.TestNode;
import dev.flotilla.edge.unit.Units;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only HTTP shows: headers, limits, addresses, tokens. */
class RestServerIT {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private TestNode node;

    @TempDir
    Path folder;

    private record Config(String host, int port, Optional<String> token) implements ApiConfig {}

    @BeforeEach
    void makeANode() {
        node = TestNode.on(folder);
    }

    @AfterEach
    void endAll() {
        node.close();
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void sendsTheHeadersOfMroute() throws Exception {
        RestServer server = start("127.0.0.1", 0, Optional.empty());
        HttpResponse<String> json = send(server, "GET", "/v1/flows", "", "");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.body()).isEqualTo("{\"flows\":[]}\n");
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.headers().firstValue("Cache-Control")).contains("no-store");
        HttpResponse<String> page = send(server, "GET", "/", "", "");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).isEqualTo("404 page not found\n");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).isEmpty();
        server.stop(new ShutdownEvent());
    }

    @Test
    void takesNamesThatHaveToBeEncodedInAPath() throws Exception {
        RestServer server = start("127.0.0.1", 0, Optional.empty());
        String flow = """
                {"id":"flow_00000000000000aa","name":"f","source":{"name":"s","protocol":"udp","ingest_port":5000},
                "outputs":[{"name":"Größe 1+1","protocol":"udp","destination":"a","port":1}]}
                """;
        assertThat(send(server, "POST", "/v1/flows", flow, "").statusCode()).isEqualTo(201);
        HttpResponse<String> changed = send(
                server, "PUT", "/v1/flows/flow_00000000000000aa/outputs/Gr%C3%B6%C3%9Fe%201+1", "{\"port\":2}", "");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        HttpResponse<String> deleted = send(server, "DELETE", "/v1/flows/flow_00000000000000aa", "", "");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(deleted.headers().firstValue("Content-Type")).isEmpty();
        server.stop(new ShutdownEvent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"})
    void takesJsonWhateverItsContentTypeSays(String contentType) throws Exception {
        RestServer server = start("127.0.0.1", 0, Optional.empty());
        String flow = """
                {"name":"f","description":"%s","source":{"name":"s","protocol":"udp","ingest_port":5000}}
                """.formatted("1 + 1 = 100 % & ".repeat(200));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/flows"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(flow))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("1 + 1 = 100 % & 1 + 1");
        server.stop(new ShutdownEvent());
    }

    @Test
    void refusesABodyOfMoreThanAMebibyte() throws Exception {
        RestServer server = start("127.0.0.1", 0, Optional.empty());
        String large = "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}";
        HttpResponse<String> answer = send(server, "POST", "/v1/flows", large, "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid body\"}\n");
        server.stop(new ShutdownEvent());
    }

    @Test
    void asksForTheToken() throws Exception {
        RestServer server = start("127.0.0.1", 0, Optional.of("secret"));
        HttpResponse<String> without = send(server, "GET", "/health", "", "");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(send(server, "GET", "/health", "", "Bearer secret").statusCode())
                .isEqualTo(200);
        server.stop(new ShutdownEvent());
    }

    @Test
    void refusesToStartWhereEverybodyCouldCall() {
        assertThatThrownBy(() -> start("0.0.0.0", 0, Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("flotilla.api.host=0.0.0.0")
                .hasMessageContaining("flotilla.api.token");
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        RestServer first = start("127.0.0.1", 0, Optional.empty());
        assertThatThrownBy(() -> start("127.0.0.1", first.port(), Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("flotilla.api.port=" + first.port())
                .hasMessageContaining("MROUTE_PORT");
        first.stop(new ShutdownEvent());
    }

    private RestServer start(String host, int port, Optional<String> token) {
        RestServer server = new RestServer(vertx, new Config(host, port, token), Units.parse("mroute"), node.flows);
        server.start(new StartupEvent());
        return server;
    }

    private HttpResponse<String> send(RestServer server, String method, String path, String body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
