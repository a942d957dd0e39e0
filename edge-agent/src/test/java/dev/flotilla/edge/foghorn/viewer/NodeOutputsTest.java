package dev.flotilla.edge.foghorn.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.TestRegion;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeOutputsTest {
    private final TestRegion nodes = new TestRegion();

    private Node node(int number) {
        return nodes.region.snapshot().node(TestRegion.id(number).value()).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "hls, https://edge-7.example.org/hls/key/index.m3u8",
        "cmaf, https://edge-7.example.org/cmaf/key/index.m3u8",
        "dash, https://edge-7.example.org/cmaf/key/index.mpd",
        "smoothstreaming, https://edge-7.example.org/cmaf/key/Manifest",
        "webrtc, https://edge-7.example.org/webrtc/key",
        "wswebrtc, wss://edge-7.example.org/webrtc/key",
        "mp4, https://edge-7.example.org/key.mp4",
        "wsmp4, wss://edge-7.example.org/key.mp4",
        "webm, https://edge-7.example.org/key.webm",
        "mkv, https://edge-7.example.org/key.mkv",
        "ts, https://edge-7.example.org/key.ts",
        "rtmp, rtmp://edge-7.example.org/play/key",
        "rtsp, rtsp://edge-7.example.org:5554/key",
        "srt, srt://edge-7.example.org:8889?streamid=key",
        "dtsc, dtsc://edge-7.example.org/key",
        "html, https://edge-7.example.org/key.html",
        "hds, https://edge-7.example.org/hls/key/index.m3u8",
    })
    void areWhereThePublicReachesTheNode(String protocol, String url) {
        nodes.node(7);
        assertThat(new NodeOutputs(node(7), "key").find(protocol)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "hls, http://127.0.0.7:8080/hls/live+x/index.m3u8",
        "webrtc, http://127.0.0.7:8080/webrtc/live+x",
        "srt, srt://127.0.0.7:8889?streamid=live+x",
    })
    void areAtTheHostOfANodeThatOnlyIsPolled(String protocol, String url) {
        nodes.node(7, "");
        assertThat(new NodeOutputs(node(7), "live+x").find(protocol)).isEqualTo(url);
    }

    private NodeOutputs declaring(Map<String, String> outputs) {
        nodes.node(7);
        nodes.region.report(
                TestRegion.id(7).value(),
                NodeReport.newBuilder().putAllOutputs(outputs).build());
        return new NodeOutputs(node(7), "key");
    }

    @Test
    void areWhatTheOperatorMadeThem() {
        NodeOutputs outputs = declaring(Map.of(
                "HLS", "[\"https://cdn.example.org:444/view/hls/$/index.m3u8\"]",
                "TSSRT", "srt://HOST:9999/?streamid=$",
                "H264", "//HOST/play/$.h264"));
        assertThat(outputs.find("hls")).isEqualTo("https://cdn.example.org:444/view/hls/key/index.m3u8");
        assertThat(outputs.find("srt")).isEqualTo("srt://edge-7.example.org:9999?streamid=key");
        assertThat(outputs.find("h264")).isEqualTo("https://edge-7.example.org/play/key.h264");
    }

    @Test
    void areWhatEveryMistServerHasWhereNothingIsDeclaredYet() {
        NodeOutputs outputs = declaring(Map.of());
        assertThat(outputs.all())
                .containsOnlyKeys("MIST_HTML", "PLAYER_JS", "WHEP", "MIST_WEBRTC", "HLS", "MP4", "MEWS");
        assertThat(outputs.mainProtocol()).isEqualTo("hls");
    }

    @Test
    void areAPageWhereNothingSuitsMore() {
        NodeOutputs outputs = declaring(Map.of("HTTP", "http://HOST:8080/$.html"));
        assertThat(outputs.mainProtocol()).isEqualTo("html");
        assertThat(outputs.find("hls")).isEqualTo("https://edge-7.example.org/key.html");
    }

    @Test
    void carryWhoComesWhereTheProtocolLetsThem() {
        Ticket ticket = new Ticket("0123456789abcdef", "a.b.c");
        assertThat(ticket.on("https://e/hls/k/index.m3u8"))
                .isEqualTo("https://e/hls/k/index.m3u8?fvid=0123456789abcdef&jwt=a.b.c");
        assertThat(ticket.on("https://e/x?y=1")).isEqualTo("https://e/x?y=1&fvid=0123456789abcdef&jwt=a.b.c");
        assertThat(ticket.on("srt://e:8889?streamid=k")).isEqualTo("srt://e:8889?streamid=k");
        assertThat(new Ticket("", "").on("https://e/x")).isEqualTo("https://e/x");
    }
}
