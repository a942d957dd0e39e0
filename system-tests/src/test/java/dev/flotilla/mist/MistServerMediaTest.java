package dev.flotilla.mist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.stream.Session;
import dev.flotilla.mist.stream.Timing;
import dev.flotilla.tour.media.Decoder;
import dev.flotilla.tour.time.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Streams move between simulated servers, to players and to disk. */
@Execution(ExecutionMode.CONCURRENT)
class MistServerMediaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MistNetwork network = new MistNetwork();

    @Test
    void ffprobeFindsPictureAndSoundInItsHls() throws Exception {
        try (MistServer mist = server("127.0.0.1", "push://")) {
            mist.publish("live");
            Await.until(
                    "two segments",
                    PATIENCE,
                    () -> mist.streams()
                            .find("live")
                            .filter(stream -> stream.mediaMs(System.currentTimeMillis()) > 6_000));
            String url = "http://127.0.0.1:" + mist.httpPort() + "/hls/live/index.m3u8";
            assertThat(Decoder.codecs(url)).contains("h264").contains("aac");
        }
    }

    @Test
    void aSecondServerPullsWhatTheBalancerNames() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer balancer = balancer(asked, "dtsc://127.0.0.2");
        String source = "balance:http://127.0.0.1:" + balancer.getAddress().getPort() + "?fallback=push://";
        try (MistServer first = server("127.0.0.2", source);
                MistServer second = server("127.0.0.3", source)) {
            // The first one's own address comes back: it is ignored, and the fallback lets it take the push.
            Session encoder = first.publish("live+foo");
            second.watch("live+foo", "HLS", "");
            assertThat(asked)
                    .containsExactly(
                            "127.0.0.2 /?fallback=push%3a%2f%2f&source=live%2bfoo",
                            "127.0.0.3 /?fallback=push%3a%2f%2f&source=live%2bfoo");
            assertThat(second.streams().find("live+foo").orElseThrow().isReplica())
                    .isTrue();
            assertThat(first.streams().count("live+foo", Session.Kind.OUTPUT)).isEqualTo(1);
            first.unpublish(encoder);
            Await.until(
                    "the replica ends with its origin",
                    PATIENCE,
                    () -> second.streams().find("live+foo").isEmpty() ? Optional.of(true) : Optional.empty());
        } finally {
            balancer.stop(0);
        }
    }

    @Test
    void aViewerOfAStreamThatNobodySendsIsTurnedAway() throws Exception {
        try (MistServer mist = server("127.0.0.1", "push://")) {
            assertThatThrownBy(() -> mist.watch("live", "HLS", "")).hasMessageContaining("not online");
        }
    }

    @Test
    void aRecordingWithPlaylistGrowsAndEnds(@TempDir Path folder) throws Exception {
        try (MistServer mist = server("127.0.0.1", "push://")) {
            mist.publish("live");
            mist.pushes().start("live", folder + "/dvr/$segmentCounter.ts?m3u8=index.m3u8&split=2");
            Path playlist = folder.resolve("dvr/index.m3u8");
            Await.until(
                    "two segments",
                    PATIENCE,
                    () -> Optional.of(playlist)
                            .filter(Files::exists)
                            .map(MistServerMediaTest::read)
                            .filter(text -> text.contains("\n1.ts\n")));
            assertThat(read(playlist)).contains("#EXT-X-PLAYLIST-TYPE:EVENT").doesNotContain("ENDLIST");
            mist.pushes().stop("live");
            assertThat(read(playlist)).contains("#EXT-X-ENDLIST");
            assertThat(Decoder.codecs(folder.resolve("dvr/0.ts").toString())).contains("h264");
        }
    }

    @Test
    void aClipOfThePastIsWrittenAtOnce(@TempDir Path folder) throws Exception {
        try (MistServer mist = server("127.0.0.1", "push://")) {
            mist.publish("live");
            Await.until(
                    "five seconds",
                    PATIENCE,
                    () -> mist.streams()
                            .find("live")
                            .filter(stream -> stream.mediaMs(System.currentTimeMillis()) > 5_000));
            Path clip = folder.resolve("clip.mp4");
            mist.pushes().start("live", clip + "?recstartunix=-4&recstopunix=-2");
            Await.until("the clip", PATIENCE, () -> Optional.of(clip).filter(Files::exists));
            assertThat(Decoder.codecs(clip.toString())).contains("h264");
        }
    }

    @Test
    void whatWasRecordedPlaysFromDisk(@TempDir Path folder) throws Exception {
        try (MistServer mist = server("127.0.0.1", "push://")) {
            mist.publish("live");
            mist.pushes().start("live", folder + "/dvr/$segmentCounter.ts?m3u8=index.m3u8&split=2");
            Path playlist = folder.resolve("dvr/index.m3u8");
            Await.until(
                    "two segments",
                    PATIENCE,
                    () -> Optional.of(playlist)
                            .filter(Files::exists)
                            .map(MistServerMediaTest::read)
                            .filter(text -> text.contains("\n1.ts\n")));
            mist.pushes().stop("live");
            mist.configuration()
                    .putStream("vod", Json.object().put("name", "vod").put("source", playlist.toString()));
            String base = "http://127.0.0.1:" + mist.httpPort();
            assertThat(Decoder.codecs(base + "/hls/vod+x/index.m3u8"))
                    .contains("h264")
                    .contains("aac");
            Path clip = folder.resolve("clip.mp4");
            try (var body = URI.create(base + "/vod+x.mp4").toURL().openStream()) {
                Files.copy(body, clip);
            }
            assertThat(Decoder.codecs(clip.toString())).contains("h264").contains("aac");
            mist.configuration()
                    .putStream("vod", Json.object().put("name", "vod").put("source", clip.toString()));
            assertThat(Decoder.codecs(base + "/hls/vod+y/index.m3u8")).contains("h264");
            assertThat(Decoder.codecs(base + "/vod+y.mp4")).contains("h264");
            Await.until(
                    "nobody watches, and it is unloaded",
                    PATIENCE,
                    () -> mist.streams().find("vod+y").isEmpty() ? Optional.of(true) : Optional.empty());
            assertThatThrownBy(() -> mist.watch("nothing", "HLS", "")).hasMessageContaining("no stream is configured");
        }
    }

    private MistServer server(String address, String source) throws IOException {
        Path media = Path.of("target", "mist-media").toAbsolutePath();
        Settings settings = Settings.of("mist-" + address, InetAddress.getByName(address), media)
                .with(Timing.QUICK, Duration.ofSeconds(1));
        MistServer mist = MistServer.start(settings, network);
        mist.configuration().putStream("live", Json.object().put("name", "live").put("source", source));
        return mist;
    }

    private static HttpServer balancer(List<String> asked, String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRemoteAddress().getAddress().getHostAddress() + " " + exchange.getRequestURI());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
