package dev.flotilla.mist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.wire.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulator's controller answers as the captured one. */
class MistServerApiTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private MistServer mist;

    @BeforeEach
    void start() throws Exception {
        mist = MistServer.start(MistServerTriggerTest.settings(), new MistNetwork());
        String config = "{\"name\":\"live\",\"source\":\"push://\",\"tags\":[\"x\"]}";
        mist.configuration().putStream("live", Json.parse(config));
    }

    @AfterEach
    void stop() throws Exception {
        mist.close();
        http.close();
    }

    @Test
    void answersHaveTheCapturedShape() throws Exception {
        mist.publish("live");
        mist.watch("live", "HLS", "");
        Map<String, String> captured = Captures.commands("api1.txt");
        assertThat(captured).hasSizeGreaterThan(8);
        var wrong = new ArrayList<String>();
        captured.forEach((command, answer) -> {
            JsonNode asked = Json.parse(command);
            if (isWhole(answer) && asked.has("minimal") && !asked.has("proc_list") && !asked.has("stream_tags")) {
                differences("", Json.parse(answer), ask(command), wrong);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void theListOfStreamsIsTheSameByteForByte() throws Exception {
        mist.publish("live");
        String command = "{\"minimal\":1,\"active_streams\":true}";
        assertThat(post("/api", command).body())
                .isEqualTo(Captures.commands("api1.txt").get(command) + "\n\n");
    }

    @Test
    void aStrangerLogsInByChallenge() throws Exception {
        mist.configuration().addAccount("test", md5("secret"));
        JsonNode first =
                Json.parse(post("/api2", "{}", "X-Forwarded-For", "10.1.2.3").body());
        assertThat(first.fieldNames()).toIterable().containsExactly("authorize");
        String challenge = first.at("/authorize/challenge").asText();
        String wrong = login("wrong", challenge);
        assertThat(Json.parse(post("/api2", wrong, "X-Forwarded-For", "10.1.2.3")
                                .body())
                        .at("/authorize/status")
                        .asText())
                .isEqualTo("CHALL");
        String right = login("secret", challenge);
        assertThat(Json.parse(post("/api2", right, "X-Forwarded-For", "10.1.2.3")
                                .body())
                        .at("/authorize/status")
                        .asText())
                .isEqualTo("OK");
    }

    @Test
    void figuresForBalancersCountWholeSeconds() throws Exception {
        mist.publish("live");
        Session viewer = mist.watch("live", "HLS", "");
        JsonNode figures = Json.parse(get(api("/koekjes.json")));
        for (String key :
                List.of("bw", "bwlimit", "conf_streams", "cpu", "curr", "mem_total", "outputs", "shm_used", "tot")) {
            assertThat(figures.has(key)).as(key).isTrue();
        }
        assertThat(figures.at("/curr").toString()).isEqualTo("[1,1,0,0,2]");
        assertThat(figures.at("/outputs/HLS").asText())
                .isEqualTo("http://HOST:" + mist.httpPort() + "/hls/$/index.m3u8");
        assertThat(figures.at("/streams/live").has("rep")).isFalse();
        assertThat(figures.at("/bw/0").asLong() % 84_000).isZero();
        mist.leave(viewer);
    }

    @Test
    void aCrashTakesCountersAndWhatWasNotSaved() throws Exception {
        mist.publish("live");
        mist.crash();
        mist.start();
        JsonNode figures = Json.parse(get(api("/koekjes.json")));
        assertThat(figures.at("/bw").toString()).isEqualTo("[0,0]");
        assertThat(figures.has("streams")).isFalse();
        assertThat(figures.at("/conf_streams")).isEmpty();
    }

    @Test
    void oneThatHangsTakesTheConnectionAndNeverAnswers() {
        mist.suffer(new Fault.Hang());
        var request = HttpRequest.newBuilder(api("/koekjes.json"))
                .timeout(Duration.ofMillis(500))
                .build();
        Assertions.assertThatThrownBy(() -> http.send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void anyOtherPathIsTheWebInterface() throws Exception {
        assertThat(get(api("/metrics"))).startsWith("<!DOCTYPE html>");
    }

    /** Long answers were cut when they were captured. */
    private static boolean isWhole(String answer) {
        return answer.endsWith("}");
    }

    /** Every key of the capture must be there, with a value of the same kind. */
    private static void differences(String path, JsonNode captured, JsonNode own, List<String> wrong) {
        boolean isMap = path.endsWith("/outputs") || path.endsWith("/triggers") || path.endsWith("/protocols");
        if (captured.isObject() && !isMap) {
            captured.properties().forEach(field -> {
                String key = path + "/" + field.getKey();
                if (!own.has(field.getKey()) && !key.endsWith("/location")) {
                    wrong.add(key + " is missing");
                } else if (own.has(field.getKey())) {
                    differences(key, field.getValue(), own.get(field.getKey()), wrong);
                }
            });
        } else if (!captured.isNull() && !own.isNull() && captured.getNodeType() != own.getNodeType()) {
            wrong.add(path + " is " + own.getNodeType() + ", captured " + captured.getNodeType());
        }
    }

    private JsonNode ask(String command) {
        try {
            return Json.parse(post("/api", command).body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(api(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String get(URI url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI api(String path) {
        return URI.create("http://127.0.0.1:" + mist.apiPort() + path);
    }

    private static String login(String password, String challenge) throws Exception {
        return "{\"authorize\":{\"username\":\"test\",\"password\":\"" + md5(md5(password) + challenge) + "\"}}";
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
