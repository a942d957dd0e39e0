package dev.flotilla.edge.helmsman.mist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.edge.helmsman.mist.MistFailure.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MistApiIT {
    private FakeMist mist;
    private MistApi api;

    @BeforeEach
    void start() throws IOException {
        mist = new FakeMist();
        api = mist.api();
    }

    @AfterEach
    void stop() {
        api.close();
        mist.close();
    }

    @Test
    void readsTheConfigurationOfARealOne() throws MistFailure {
        MistConfig config = api.config();
        assertThat(config.shortVersion()).isEqualTo("3.10");
        assertThat(config.passphrase()).isEqualTo("koekjes");
        assertThat(config.location()).isEqualTo(new MistConfig.Location(52.37, 4.9, "Test"));
        assertThat(config.protocols()).hasSize(21).noneMatch(entry -> entry.has("online"));
        assertThat(api.flavour()).isEqualTo(MistFlavour.UPSTREAM);
        mist.becomesTheFork();
        assertThat(api.flavour()).isEqualTo(MistFlavour.FORK);
        assertThat(api.flavour().parameterMark()).isEqualTo('#');
    }

    @Test
    void readsActiveStreamsAndClientsOfARealOne() throws MistFailure {
        ActiveStream live = api.activeStreams().getFirst();
        assertThat(live.stream()).isEqualTo(new MistStream("live"));
        assertThat(live.status()).isEqualTo("Online");
        assertThat(live.inputs()).isOne();
        assertThat(live.viewers()).isOne();
        assertThat(live.tracks()).isEqualTo(3);
        assertThat(live.lastMs()).isEqualTo(100_341);
        assertThat(live.isReplica()).isFalse();

        List<MistClient> clients = api.clients();
        assertThat(clients).hasSize(7);
        assertThat(clients).filteredOn(MistClient::isViewer).hasSize(6);
        MistClient publisher = clients.stream()
                .filter(client -> !client.isViewer())
                .findFirst()
                .orElseThrow();
        assertThat(publisher.protocol()).isEqualTo("INPUT:RTMP");
        assertThat(publisher.bytesDown()).isEqualTo(8_142_700);
        assertThat(publisher.downBytesPerS()).isEqualTo(67_327);
        assertThat(mist.asked().getLast().path("clients").path("time").asInt()).isEqualTo(-3);
    }

    @Test
    void readsTheNodeInTheUnitsThatItMeans() throws MistFailure {
        NodeFigures node = api.node("koekjes");
        assertThat(node.cpuPermille()).isEqualTo(1000);
        assertThat(node.memoryBytes()).isEqualTo(24_683_520L * 1024);
        assertThat(node.memoryUsedBytes()).isEqualTo(2_137_088L * 1024);
        assertThat(node.bandwidthLimit()).isEqualTo(125_000_000);
        assertThat(node.tags()).containsExactly("edge", "eu");
        assertThat(node.configuredStreams()).containsExactly("live", "vod");
        assertThat(node.outputs()).containsEntry("RTMP", "rtmp://HOST/play/$");
        assertThat(node.streams())
                .containsExactly(new NodeFigures.Stream(new MistStream("live"), 0, 1, 0, 0, 0, false));
    }

    @Test
    void takesTheWebInterfaceForNoAnswer() {
        assertThatThrownBy(() -> api.node("wrong"))
                .isInstanceOfSatisfying(
                        MistFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.SENSELESS))
                .hasMessageContaining("its answer is no JSON");
    }

    @Test
    void logsInByTheChallenge() throws MistFailure {
        mist.wantsLogin(new MistLogin("test", "secret"));
        try (MistApi known = new MistApi(mist.address(), Optional.of(new MistLogin("test", "secret")))) {
            assertThat(known.config().instance()).isEqualTo("FdMlo_DCdm@@Ahvr");
            assertThat(known.activeStreams()).hasSize(1);
        }
        assertThatThrownBy(api::config)
                .hasMessageContaining("wants a log-in: set flotilla.helmsman.mist.user")
                .isInstanceOfSatisfying(
                        MistFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED));
        try (MistApi wrong = new MistApi(mist.address(), Optional.of(new MistLogin("test", "guess")))) {
            assertThatThrownBy(wrong::config)
                    .hasMessageContaining("does not take the log-in of flotilla.helmsman.mist.user=test")
                    .hasMessageNotContaining("guess");
        }
    }

    @Test
    void answersTheChallengeAsMistServerDoes() {
        // md5("098f6bcd4621d373cade4e832627b4f6" + challenge), of which the first is md5("test")
        assertThat(new MistLogin("test", "test").answer("")).isEqualTo("fb469d7ef430b0baf0cab6c436e70375");
        assertThat(new MistLogin("test", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void saysThatNobodyIsThere() throws IOException {
        mist.close();
        assertThatThrownBy(api::config)
                .isInstanceOfSatisfying(
                        MistFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.AWAY))
                .hasMessageStartingWith("No MistServer answers at http://127.0.0.1:");
    }

    @Test
    void stopsViewersOneByOneAndNeverTheStreamWithThem() throws MistFailure {
        api.stopSessions(List.of("7014", "02c9"));
        JsonNode asked = mist.asked().getLast();
        assertThat(asked.path("stop_sessid").toString()).isEqualTo("[\"7014\",\"02c9\"]");
        assertThat(asked.has("stop_sessions")).isFalse();
    }

    @Test
    void asksForWhatPushesNeed() throws MistFailure {
        api.startPush(new MistStream("live 3f9c"), "/rec/$segmentCounter.ts?m3u8=index.m3u8");
        assertThat(mist.asked().getLast().path("push_start").path("stream").asText())
                .isEqualTo("live+3f9c");
        api.stopPush(5394);
        assertThat(mist.asked().getLast().path("push_stop").toString()).isEqualTo("[5394]");
        assertThat(api.pushes()).isEmpty();
    }
}
