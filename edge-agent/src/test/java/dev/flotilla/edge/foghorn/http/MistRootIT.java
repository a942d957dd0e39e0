package dev.flotilla.edge.foghorn.http;

import static dev.flotilla.edge.foghorn.http.TestFoghorn.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.balance.Capabilities;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.RegionSettings;
import dev.flotilla.edge.foghorn.balance.Weights;
import dev.flotilla.edge.foghorn.balance.WeightsFile;
import dev.flotilla.edge.foghorn.poll.PolledServers;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes beyond the captured answers: who may change settings, what is better here, what strangers send. */
class MistRootIT {
    private static final String NEW_WEIGHTS = "/?weights=%7B%22cpu%22%3A600%2C%22unknown%22%3A1%7D";
    private static final String WITH_600 = "{\"bonus\":50,\"bw\":1000,\"cpu\":600,\"geo\":1000,\"ram\":500}";
    private static final String USUAL = "{\"bonus\":50,\"bw\":1000,\"cpu\":500,\"geo\":1000,\"ram\":500}";

    private final Region region = new Region(RegionSettings.DEFAULT, Weights.DEFAULT, System::nanoTime);
    private TestFoghorn foghorn;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        foghorn = start(Optional.empty());
        add("amsterdam", 52.37, 4.9, "eu");
        add("newyork", 40.71, -74.0, "us");
    }

    @AfterEach
    void close() {
        foghorn.close();
    }

    private TestFoghorn start(Optional<String> token) {
        var servers = new PolledServers(
                region,
                name -> {
                    throw new IOException("nobody there");
                },
                Duration.ofSeconds(5),
                System::nanoTime);
        return new TestFoghorn(region, servers, folder, token, new HealthRoute(region));
    }

    private void add(String id, double latitude, double longitude, String tag) {
        var identity = new Node.Identity(
                id, "", id, id + ":4242", "https://" + id, Capabilities.of(List.of("edge", "ingest", tag)), false);
        ClientAddress address =
                Objects.requireNonNull(ClientAddress.parse(id.equals("newyork") ? "127.0.3.3" : "192.0.2.9"));
        region.register(identity, Set.of(address), Mode.getDefaultInstance());
        region.report(
                id,
                NodeReport.newBuilder()
                        .setIsHealthy(true)
                        .setMemoryBytes(1 << 30)
                        .setLatitude(latitude)
                        .setLongitude(longitude)
                        .addTags(tag)
                        .putOutputs("TSSRT", "srt://HOST:8889/?streamid=$")
                        .addStreams(NodeStream.newBuilder().setName("live").setInputs(1))
                        .build());
    }

    @Test
    void weightsOutliveTheProcess() throws IOException {
        assertThat(body(foghorn.get(NEW_WEIGHTS))).isEqualTo(WITH_600);
        assertThat(body(foghorn.get("/?weights=1"))).isEqualTo(WITH_600);
        assertThat(new WeightsFile(folder).load().cpu()).isEqualTo(600);
    }

    @Test
    void aProxyOnThisMachineMayNotChangeSettings() throws IOException {
        for (String header : List.of(
                "X-Forwarded-For: 198.51.100.1",
                "X-Real-IP: 198.51.100.1",
                "Via: 1.1 proxy",
                "Authorization: Bearer wrong",
                "Origin: https://evil.example",
                "Sec-Fetch-Site: cross-site")) {
            for (String change : List.of(NEW_WEIGHTS, "/?addserver=127.0.0.9", "/?delserver=127.0.0.9")) {
                String answer = foghorn.get(change, header);
                assertThat(answer).as(header + change).startsWith("HTTP/1.1 403 ");
                assertThat(body(answer)).isEqualTo("Configuration only accessible from local interfaces");
            }
            assertThat(body(foghorn.get("/?weights=1", header)))
                    .as("reading is for everybody")
                    .isEqualTo(USUAL);
        }
        assertThat(foghorn.sendBy10("GET", NEW_WEIGHTS))
                .as("nor one that hides")
                .startsWith("HTTP/1.0 403 ");
    }

    @Test
    void whereThereIsATokenItIsWantedFromEverybody() throws IOException {
        try (TestFoghorn other = start(Optional.of("s3cret"))) {
            assertThat(other.get(NEW_WEIGHTS)).startsWith("HTTP/1.1 403 ");
            assertThat(other.get(NEW_WEIGHTS, "Authorization: Bearer wrong")).startsWith("HTTP/1.1 403 ");
            assertThat(body(other.get(NEW_WEIGHTS, "X-Forwarded-For: 198.51.100.1", "Authorization: Bearer s3cret")))
                    .isEqualTo(WITH_600);
        }
    }

    @Test
    void withoutATokenConfiguredNoTokenFits() throws IOException {
        try (TestFoghorn other = start(Optional.empty())) {
            assertThat(other.get(NEW_WEIGHTS, "Authorization: Bearer ")).startsWith("HTTP/1.1 403 ");
            assertThat(other.get(NEW_WEIGHTS)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusesWeightsOutOfBoundsAndReadsOverNonsense() throws IOException {
        assertThat(foghorn.get("/?weights=%7B%22cpu%22%3A-1%7D"))
                .startsWith("HTTP/1.1 400 ")
                .contains("cpu");
        assertThat(body(foghorn.get("/?weights=%7Bno"))).isEqualTo(USUAL);
        assertThat(body(foghorn.get("/?weights=%7B%22cpu%22%3A%22x%22%7D"))).isEqualTo(USUAL);
    }

    @Test
    void takesVariablesFromAForm() throws IOException {
        assertThat(body(foghorn.send(
                        "127.0.0.1",
                        "POST",
                        "/",
                        "weights=%7B%22cpu%22%3A600%7D",
                        "Content-Type: application/x-www-form-urlencoded")))
                .isEqualTo(WITH_600);
        assertThat(foghorn.send(
                        "127.0.0.1",
                        "POST",
                        "/",
                        "a=" + "x".repeat(70_000),
                        "Content-Type: application/x-www-form-urlencoded"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void sourcesAreChosenByPlaceAndTagsToo() throws IOException {
        assertThat(body(foghorn.get("/?source=live&lat=40&lon=-70"))).isEqualTo("dtsc://newyork");
        assertThat(body(foghorn.get("/?source=live&lat=50&lon=5"))).isEqualTo("dtsc://amsterdam");
        assertThat(body(foghorn.get("/?source=live&lat=50&lon=5", "X-Latitude: 40", "X-Longitude: -70")))
                .as("a stranger is no proxy")
                .isEqualTo("dtsc://amsterdam");
        assertThat(body(foghorn.send("127.0.9.9", "GET", "/?source=live", "", "X-Latitude: 40", "X-Longitude: -70")))
                .isEqualTo("dtsc://newyork");
        assertThat(body(foghorn.get("/?source=live&tag_adjust=%7B%22us%22%3A99%7D")))
                .isEqualTo("dtsc://newyork");
        assertThat(body(foghorn.get("/?source=live&cap=us"))).isEqualTo("dtsc://newyork");
        assertThat(body(foghorn.get("/?source=live&cap=nowhere"))).isEqualTo("FULL");
    }

    @Test
    void aSourceIsNeverTheOneThatAsks() throws IOException {
        assertThat(body(foghorn.get("/source/by-node/amsterdam?source=live"))).isEqualTo("dtsc://newyork");
        assertThat(body(foghorn.get("/source/by-node/newyork?source=live"))).isEqualTo("dtsc://amsterdam");
        assertThat(foghorn.get("/source/by-node/newyork"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("Missing source");
        assertThat(body(foghorn.send("127.0.3.3", "GET", "/?source=live&lat=40&lon=-70", "")))
                .as("by its address")
                .isEqualTo("dtsc://amsterdam");
    }

    @Test
    void whatNoStreamCanBeCalledHasNoSource() throws IOException {
        for (String name : List.of("a".repeat(256), "%00", "live%0d%0a")) {
            assertThat(body(foghorn.get("/?source=" + name))).isEqualTo("FULL");
            assertThat(body(foghorn.get("/?fallback=dtsc://else&source=" + name)))
                    .isEqualTo("dtsc://else");
            assertThat(body(foghorn.get("/source/by-node/amsterdam?source=" + name)))
                    .isEqualTo("FULL");
        }
        assertThat(foghorn.decided).as("nor an event").hasValue(0);
    }

    @Test
    void redirectsToASourceOnRequest() throws IOException {
        String answer = foghorn.get("/?source=live&redirect=1&lat=40&lon=-70");
        assertThat(answer).startsWith("HTTP/1.1 302 ").contains("\r\nLocation: dtsc://newyork\r\n");
    }

    @Test
    void keepsSrtAddressesWhole() throws IOException {
        assertThat(foghorn.get("/live?proto=TSSRT&lat=40&lon=-70"))
                .contains("\r\nLocation: srt://newyork:8889/?streamid=live\r\n");
        assertThat(foghorn.get("/live?proto=TSSRT&lat=40&lon=-70&latency=200"))
                .contains("\r\nLocation: srt://newyork:8889/?streamid=live&latency=200\r\n");
    }

    @Test
    void nobodySmugglesAHeaderIn() throws IOException {
        String answer = foghorn.get("/live%0d%0aX-Evil:1?proto=TSSRT");
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("FULL").doesNotContain("Evil");
        assertThat(foghorn.get("/live?proto=TSSRT&%0d%0aX-Evil=1&lat=40&lon=-70"))
                .doesNotContain("\nX-Evil");
        assertThat(foghorn.get("/?source=none&fallback=%0d%0aX-Evil")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void healthIsNoStream() throws IOException {
        String answer = foghorn.get("/health");
        assertThat(answer).contains("application/json").endsWith("{\"status\":\"ok\",\"nodes\":2,\"healthy_nodes\":2}");
        assertThat(foghorn.send("127.0.0.1", "DELETE", "/health", "")).startsWith("HTTP/1.1 405 ");
    }

    @Test
    void aHeadIsAnsweredWithoutBodyAndSendsNobody() throws IOException {
        String answer = foghorn.send("127.0.0.1", "HEAD", "/live?lat=40&lon=-70", "");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Length: 7\r\n")
                .endsWith("\r\n\r\n");
        assertThat(region.viewers().counts().redirects()).isZero();
    }

    @Test
    void listsNodesWithHelmsmanBesidePolledOnes() throws IOException {
        foghorn.get("/?addserver=127.0.0.9");
        assertThat(body(foghorn.get("/?addserver=127.0.0.9")))
                .isEqualTo("\"Server already monitored - add request ignored\"");
        assertThat(body(foghorn.get("/?addserver=" + "x".repeat(1024))))
                .isEqualTo("\"Host length too long for monitoring\"");
        region.lost("newyork", false);
        String list = body(foghorn.get("/?lstserver=1"));
        assertThat(list)
                .contains("\"amsterdam:4242\":\"Monitored (online)\"", "\"newyork:4242\":\"Monitored (error)\"");
        assertThat(body(foghorn.get("/?host=newyork"))).isEqualTo("\"Monitored (error)\"");
        assertThat(body(foghorn.get("/?delserver=127.0.0.9"))).isEqualTo("\"Offline\"");
        assertThat(body(foghorn.get("/?viewers=1")))
                .as("stale figures still count")
                .contains("\"live\":0");
    }
}
