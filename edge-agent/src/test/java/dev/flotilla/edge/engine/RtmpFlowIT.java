package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flows over RTMP, with Debian's ffmpeg at their other ends. */
@ExtendWith(NoLeaks.class)
class RtmpFlowIT {
    private static final String KEY = "s3cret-key";

    @Test
    void takesAnEncoderAgainAndAgain() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtmpListenerSource(port, KEY), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            awaitDetail(bench, flow, "no publisher yet");
            for (int round = 1; round <= 2; round++) {
                int before = receiver.datagrams();
                Process encoder = Encoder.publishing(port, "live/" + KEY);
                Await.until("the stream arrives", () -> receiver.datagrams() > before + 200);
                var source = bench.report(flow).getSources(0);
                assertThat(source.getTracks()).isEqualTo("h264 320x180, aac 48000 Hz 1 channels");
                assertThat(source.getPeer()).startsWith("127.0.0.1:");
                assertThat(bench.report(flow).getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_RECEIVING);
                Bench.end(encoder);
                int seen = round;
                Await.until(
                        "the loss is seen",
                        () -> bench.report(flow).getSources(0).getDisconnections() == seen);
            }
            assertThat(bench.report(flow).getSources(0).getContinuityErrors()).isZero();
            assertThat(codecs(receiver.received())).contains("codec_name=h264", "codec_name=aac");
        }
    }

    @Test
    void refusesAWrongKeyAndASecondPublisher() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtmpListenerSource(port, KEY), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            awaitDetail(bench, flow, "no publisher yet");
            Process stranger = Encoder.publishing(port, "live/wrong");
            awaitDetail(bench, flow, "a caller was refused: the application or the stream key is wrong");
            assertThat(bench.report(flow).getDetail()).doesNotContain(KEY);
            assertThat(stranger.waitFor()).isNotZero();
            Process encoder = Encoder.publishing(port, "live/" + KEY);
            Await.until("the stream arrives", () -> receiver.datagrams() > 100);
            String peer = bench.report(flow).getSources(0).getPeer();
            Process second = Encoder.publishing(port, "live/" + KEY);
            assertThat(second.waitFor()).isNotZero();
            int before = receiver.datagrams();
            Await.until("the first goes on", () -> receiver.datagrams() > before + 100);
            assertThat(bench.report(flow).getSources(0).getPeer()).isEqualTo(peer);
            assertThat(bench.report(flow).getSources(0).getDisconnections()).isZero();
            Bench.end(encoder);
        }
    }

    @Test
    void playsFromAServer() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtmpCallerSource(port, KEY), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            awaitDetail(bench, flow, "cannot play rtmp://127.0.0.1:" + port + "/live: Connection refused");
            Process server = Encoder.start("-listen", "1", "-f", "flv", "rtmp://127.0.0.1:" + port + "/live/" + KEY);
            Await.until("the stream arrives", () -> receiver.datagrams() > 200);
            assertThat(bench.report(flow).getSources(0).getTracks()).contains("h264 320x180");
            Bench.end(server);
            Await.until(
                    "the loss is seen", () -> bench.report(flow).getSources(0).getDisconnections() == 1);
            assertThat(codecs(receiver.received())).contains("codec_name=h264", "codec_name=aac");
        }
    }

    @Test
    void publishesToAServerAndAgainWhenThatComesBack() throws Exception {
        int from = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(
                    Specs.udpSource(from), Specs.rtmp("cdn", port, KEY), Specs.udp("beside", receiver.port()));
            bench.flows.apply(flow);
            Process encoder = Encoder.start("-f", "mpegts", "udp://127.0.0.1:" + from + "?pkt_size=1316");
            for (int round = 1; round <= 2; round++) {
                Path file = Files.createTempFile("received", ".flv");
                Process server = receiver(port, file);
                Await.until("three seconds arrive", () -> Files.size(file) > 300_000);
                assertThat(bench.report(flow).getOutputs(0).getTracks())
                        .isEqualTo("h264 320x180, aac 48000 Hz 1 channels");
                assertThat(bench.report(flow).getOutputs(0).getConnected()).isTrue();
                Bench.end(server);
                assertThat(codecs(Files.readAllBytes(file))).contains("codec_name=h264", "codec_name=aac");
                Files.delete(file);
                int seen = round;
                Await.until(
                        "the loss is seen",
                        () -> bench.report(flow).getOutputs(0).getDisconnections() == seen);
                assertThat(bench.report(flow).getOutputs(0).getDetail()).doesNotContain(KEY);
            }
            Bench.end(encoder);
            assertThat(bench.report(flow).getOutputs(1).getPacketsDropped()).isZero();
        }
    }

    @Test
    void publishesAStreamThatItJoinsFarFromAKeyFrame() throws Exception {
        int from = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        try (var bench = new Bench()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(from), Specs.rtmp("cdn", port, KEY));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            // Key frames every four seconds: none comes within the second in which FFmpeg looks at a stream.
            Process encoder = Encoder.start(
                    "-g", "100", "-sc_threshold", "0", "-f", "mpegts", "udp://127.0.0.1:" + from + "?pkt_size=1316");
            Await.until(
                    "the stream is old", () -> bench.report(flow).getSources(0).getBytesReceived() > 200_000);
            Path file = Files.createTempFile("received", ".flv");
            Process server = receiver(port, file);
            Await.until("it arrives", () -> Files.size(file) > 100_000);
            assertThat(bench.report(flow).getOutputs(0).getDisconnections()).isZero();
            Bench.end(server);
            Bench.end(encoder);
            assertThat(codecs(Files.readAllBytes(file))).contains("codec_name=h264", "width=320", "codec_name=aac");
            Files.delete(file);
        }
    }

    private static Process receiver(int port, Path file) throws Exception {
        return Bench.program(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-listen",
                "1",
                "-i",
                "rtmp://127.0.0.1:" + port + "/live/" + KEY,
                "-c",
                "copy",
                "-flush_packets",
                "1",
                file.toString());
    }

    static void awaitDetail(Bench bench, FlowSpec flow, String detail) throws Exception {
        Await.until(detail, () -> bench.report(flow).getDetail().contains(detail));
    }

    static String codecs(byte[] media) throws Exception {
        Path file = Files.createTempFile("media", ".bin");
        Files.write(file, media);
        Process probe = new ProcessBuilder(
                        "ffprobe", "-v", "error", "-show_entries", "stream=codec_name,width,height", file.toString())
                .redirectErrorStream(true)
                .start();
        String words = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Files.delete(file);
        return words;
    }
}
