package dev.flotilla.mist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.stream.Denied;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.stream.Timing;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulator sends the bytes that a real MistServer sent. */
class MistServerTriggerTest {
    private static final Set<String> OF_OTHER_THINGS = Set.of("OUTPUT_START", "OUTPUT_STOP", "LIVE_BANDWIDTH");

    private static final Set<String> OF_A_VIEWER =
            Set.of("CONN_OPEN", "PLAY_REWRITE", "USER_NEW", "CONN_PLAY", "CONN_CLOSE");

    private TriggerHandler handler;
    private MistServer mist;

    @BeforeEach
    void start() throws Exception {
        handler = new TriggerHandler();
        start(settings());
    }

    private void start(Settings settings) throws Exception {
        mist = MistServer.start(settings, new MistNetwork());
        mist.configuration().putStream("live", Json.parse("{\"name\":\"live\",\"source\":\"push://\"}"));
        mist.configuration().changeConfig(triggers());
    }

    @AfterEach
    void stop() throws Exception {
        mist.close();
        handler.close();
    }

    @Test
    void aPushFiresTheCapturedSequence() throws Exception {
        handler.answerBody("PUSH_REWRITE", "live");
        handler.answerBody("STREAM_SOURCE", "");
        handler.answerBody("RTMP_PUSH_REWRITE", "rtmp://127.0.0.1:1935/live/live?key=abc&x=1");

        mist.publish("live?key=abc&x=1");
        handler.await("STREAM_BUFFER");

        List<TriggerHandler.Request> captured = Captures.triggers("triggers-push.log").stream()
                .filter(each -> !OF_OTHER_THINGS.contains(each.trigger()))
                .toList();
        assertThat(handler.requests())
                .extracting(TriggerHandler.Request::trigger)
                .containsExactlyElementsOf(
                        captured.stream().map(TriggerHandler.Request::trigger).toList());
        for (int number = 0; number < captured.size(); number++) {
            TriggerHandler.Request own = handler.requests().get(number);
            assertThat(own.headerNames()).isEqualTo(captured.get(number).headerNames());
            assertThat(own.head().getFirst())
                    .isEqualTo(captured.get(number).head().getFirst());
            assertThat(shape(own)).isEqualTo(shape(captured.get(number)));
        }
    }

    @Test
    void aViewerIsAskedForInTheCapturedOrder() throws Exception {
        publish();
        int before = handler.requests().size();
        mist.watch("live", "HLS", "tkn=viewer42");
        handler.await("CONN_CLOSE");
        assertThat(handler.requests().stream()
                        .skip(before)
                        .map(TriggerHandler.Request::trigger)
                        .filter(OF_A_VIEWER::contains))
                .containsExactly("CONN_OPEN", "CONN_OPEN", "PLAY_REWRITE", "USER_NEW", "CONN_PLAY", "CONN_CLOSE");
        assertThat(handler.of("USER_NEW").getFirst().body().split("\n", -1)).hasSize(7);
    }

    @Test
    void aSessionIsNamedAsTheRealOneNamesIt() {
        assertThat(Session.idOf("live", "127.0.0.1", "viewer42")).startsWith("7014781987be");
    }

    @Test
    void aViewerWhoLeavesIsReportedInTwelveLines() throws Exception {
        publish();
        Session viewer = mist.watch("live", "HLS", "");
        mist.leave(viewer);
        String[] lines = handler.await("USER_END").body().split("\n", -1);
        assertThat(lines).hasSize(12);
        assertThat(lines[11]).isEqualTo(viewer.id());
        assertThat(lines[7]).isEqualTo("[UA:Virtual/1.0]");
    }

    @Test
    void anSrtStreamIdLosesItsPlus() throws Exception {
        handler.answerBody("PUSH_REWRITE", "live+srt");
        handler.answerBody("STREAM_SOURCE", "");
        mist.publishSrt("live+srt");
        assertThat(handler.await("PUSH_REWRITE").body())
                .isEqualTo("srt://127.0.0.1/?streamid=live%20srt\n::ffff:127.0.0.1\nlive srt");
    }

    @Test
    void anEmptyAnswerDeniesAPush() {
        handler.answerBody("RTMP_PUSH_REWRITE", "rtmp://127.0.0.1:1935/live/live");
        handler.answerBody("PUSH_REWRITE", "");
        assertThatThrownBy(() -> mist.publish("live"))
                .isInstanceOf(Denied.class)
                .hasMessageContaining("blanked");
    }

    @Test
    void aHandlerThatSaysNoIsNotAskedAgainAndTheDefaultCounts() {
        handler.answer("PUSH_REWRITE", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
        // The built-in default is "true", which becomes the name of a stream that is not configured.
        assertThatThrownBy(() -> mist.publish("live")).hasMessageContaining("no stream is configured for true");
        assertThat(handler.of("PUSH_REWRITE")).hasSize(1);
    }

    @Test
    void aHandlerThatHangsIsAskedFiveTimesWithTheSameId() throws Exception {
        mist.close();
        start(settings(Duration.ofMillis(300)));
        handler.answer("PUSH_REWRITE", "hang");
        assertThatThrownBy(() -> mist.publish("live")).isInstanceOf(Denied.class);
        List<TriggerHandler.Request> asked = handler.of("PUSH_REWRITE");
        assertThat(asked).extracting(each -> each.header("X-Attempt")).containsExactly("1", "2", "3", "4", "5");
        assertThat(asked)
                .extracting(each -> each.header("X-Trigger-UUID"))
                .containsOnly(asked.getFirst().header("X-Trigger-UUID"));
    }

    @Test
    void theForkKeepsANameWhenToldSo() throws Exception {
        mist.close();
        start(settings().asFork());
        handler.answer(
                "PUSH_REWRITE", "HTTP/1.1 200 OK\r\nX-Mist-Trigger-Action: keep\r\nContent-Length: 3\r\n\r\nzzz");
        handler.answerBody("STREAM_SOURCE", "");
        handler.answerBody("RTMP_PUSH_REWRITE", "rtmp://127.0.0.1:1935/live/live");
        assertThat(mist.publish("live").stream()).isEqualTo("live");
    }

    private Session publish() throws Denied {
        handler.answerBody("RTMP_PUSH_REWRITE", "rtmp://127.0.0.1:1935/live/live");
        handler.answerBody("PUSH_REWRITE", "live");
        handler.answerBody("PLAY_REWRITE", "live");
        handler.answerBody("STREAM_SOURCE", "");
        return mist.publish("live");
    }

    /** What of a body does not depend on time, ports and pictures. */
    private static String shape(TriggerHandler.Request request) {
        String body = request.body().replaceAll(":1935", "").replaceAll("[0-9]+", "9");
        return body.contains("{") ? body.substring(0, body.indexOf('{')) : body;
    }

    private com.fasterxml.jackson.databind.JsonNode triggers() throws IOException {
        String captured = Captures.text("config.json").replace("http://127.0.0.1:9099/trig", handler.url());
        var config = Json.object();
        config.set("triggers", Json.parse(captured).at("/config/triggers"));
        return config;
    }

    static Settings settings() {
        return settings(Duration.ofSeconds(5));
    }

    private static Settings settings(Duration triggerTimeout) {
        Path media = Path.of("target", "mist-media").toAbsolutePath();
        return Settings.of("test", InetAddress.getLoopbackAddress(), media).with(Timing.QUICK, triggerTimeout);
    }
}
