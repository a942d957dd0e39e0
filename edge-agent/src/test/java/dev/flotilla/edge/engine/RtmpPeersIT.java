package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.media.MediaFolder;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** RTMP towards other programs than Debian's ffmpeg: nginx with its RTMP module, and FFmpeg 8 with Enhanced RTMP; and RTMPS. */
@ExtendWith(NoLeaks.class)
class RtmpPeersIT {
    private static final String KEY = "k3y";
    private static final Path NGINX_MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeCertificate() throws Exception {
        Path tls = Files.createDirectories(folder.resolve("rtmps"));
        String[] command = {
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-keyout",
            tls.resolve("key.pem").toString(),
            "-out",
            tls.resolve("certificate.pem").toString(),
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1"
        };
        assertThat(Bench.program(command).waitFor()).isZero();
        Files.copy(tls.resolve("certificate.pem"), tls.resolve("authorities.pem"));
        MediaFolder.use(folder);
    }

    @AfterEach
    void leaveFolder() {
        MediaFolder.use(Path.of("target/media"));
    }

    @Test
    void takesRtmpsFromFfmpeg() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(tls(Specs.rtmpListenerSource(port, KEY)), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            RtmpFlowIT.awaitDetail(bench, flow, "no publisher yet");
            Process encoder = Encoder.start("-f", "flv", "rtmps://127.0.0.1:" + port + "/live/" + KEY);
            Await.until("the stream arrives", () -> receiver.datagrams() > 200);
            Bench.end(encoder);
            assertThat(RtmpFlowIT.codecs(receiver.received())).contains("codec_name=h264", "codec_name=aac");
        }
    }

    @Test
    void publishesToNginxPlainAndByRtmps() throws Exception {
        Assumptions.assumeTrue(Files.exists(NGINX_MODULE), "libnginx-mod-rtmp is not installed");
        int from = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        int tlsPort = UdpPeer.freePort();
        Path records = Files.createDirectories(folder.resolve("records"));
        Process nginx = nginx(port, tlsPort, records);
        try (var bench = new Bench()) {
            FlowSpec flow = Specs.flow(
                    Specs.udpSource(from), Specs.rtmp("plain", port, "plain"), tls(Specs.rtmp("tls", tlsPort, "tls")));
            bench.flows.apply(flow);
            Process encoder = Encoder.start("-f", "mpegts", "udp://127.0.0.1:" + from + "?pkt_size=1316");
            Await.until("both are recorded", () -> size(records, "plain") > 300_000 && size(records, "tls") > 300_000);
            assertThat(bench.report(flow).getOutputs(1).getConnected()).isTrue();
            assertThat(bench.report(flow).getOutputs(1).getPacketsDropped()).isLessThan(2_000);
            Bench.end(encoder);
        } finally {
            Bench.end(nginx);
        }
        assertThat(RtmpFlowIT.codecs(Files.readAllBytes(record(records, "plain"))))
                .contains("codec_name=h264", "codec_name=aac");
        assertThat(RtmpFlowIT.codecs(Files.readAllBytes(record(records, "tls"))))
                .contains("codec_name=h264", "codec_name=aac");
    }

    @Test
    void playsFromNginx() throws Exception {
        Assumptions.assumeTrue(Files.exists(NGINX_MODULE), "libnginx-mod-rtmp is not installed");
        int port = UdpPeer.freePort();
        Process nginx = nginx(port, UdpPeer.freePort(), Files.createDirectories(folder.resolve("records")));
        Process encoder = Encoder.start("-f", "flv", "rtmp://127.0.0.1:" + port + "/live/" + KEY);
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtmpCallerSource(port, KEY), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Await.until("the stream arrives", () -> receiver.datagrams() > 200);
            assertThat(bench.report(flow).getSources(0).getContinuityErrors()).isZero();
            assertThat(RtmpFlowIT.codecs(receiver.received())).contains("codec_name=h264", "codec_name=aac");
        } finally {
            Bench.end(encoder);
            Bench.end(nginx);
        }
    }

    @Test
    void refusesAServerWithAnotherCertificate() throws Exception {
        Assumptions.assumeTrue(Files.exists(NGINX_MODULE), "libnginx-mod-rtmp is not installed");
        int tlsPort = UdpPeer.freePort();
        Process nginx = nginx(UdpPeer.freePort(), tlsPort, Files.createDirectories(folder.resolve("records")));
        Files.delete(folder.resolve("rtmps/authorities.pem"));
        try (var bench = new Bench()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(UdpPeer.freePort()), tls(Specs.rtmp("tls", tlsPort, KEY)));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Await.until(
                    "the certificate is refused",
                    () -> bench.report(flow)
                            .getOutputs(0)
                            .getDetail()
                            .contains("unable to find valid certification path"));
        } finally {
            Bench.end(nginx);
        }
    }

    @Test
    void takesHevcByEnhancedRtmpAndPublishesIt() throws Exception {
        Path recorded = hevc();
        int port = UdpPeer.freePort();
        int far = UdpPeer.freePort();
        Path file = folder.resolve("received.flv");
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(
                    Specs.rtmpListenerSource(port, KEY),
                    Specs.udp("out", receiver.port()),
                    Specs.rtmp("far", far, KEY));
            bench.flows.apply(flow);
            RtmpFlowIT.awaitDetail(bench, flow, "no publisher yet");
            Process server = Ffmpeg8.start(
                    "-y",
                    "-listen",
                    "1",
                    "-i",
                    "rtmp://127.0.0.1:" + far + "/live/" + KEY,
                    "-c",
                    "copy",
                    "-flush_packets",
                    "1",
                    file.toString());
            Process encoder = Ffmpeg8.start(
                    "-re",
                    "-stream_loop",
                    "-1",
                    "-i",
                    recorded.toString(),
                    "-c",
                    "copy",
                    "-f",
                    "flv",
                    "rtmp://127.0.0.1:" + port + "/live/" + KEY);
            Await.until("it is published", () -> Files.exists(file) && Files.size(file) > 100_000);
            assertThat(bench.report(flow).getSources(0).getTracks()).startsWith("hevc 320x180");
            assertThat(bench.report(flow).getOutputs(1).getTracks()).startsWith("hevc 320x180");
            Bench.end(encoder);
            server.destroyForcibly().waitFor();
            assertThat(RtmpFlowIT.codecs(receiver.received())).contains("codec_name=hevc", "codec_name=aac");
        }
        // A number of FLV's own says "Enhanced", and the four letters say which codec.
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("hvc1");
    }

    private Process nginx(int port, int tlsPort, Path records) throws Exception {
        Path configuration = folder.resolve("nginx.conf");
        Path tls = folder.resolve("rtmps");
        Files.writeString(configuration, """
                daemon off; user root; worker_processes 1; error_log %1$s/nginx.log; pid %1$s/nginx.pid;
                load_module /usr/lib/nginx/modules/ngx_stream_module.so;
                load_module %2$s;
                events {}
                rtmp { server { listen 127.0.0.1:%3$d; application live { live on; record all; record_path %4$s; } } }
                stream { server { listen 127.0.0.1:%5$d ssl; proxy_pass 127.0.0.1:%3$d;
                    ssl_certificate %6$s/certificate.pem; ssl_certificate_key %6$s/key.pem; } }
                """.formatted(folder, NGINX_MODULE, port, records, tlsPort, tls));
        Process nginx = Bench.program(
                "nginx", "-p", folder.toString(), "-e", folder + "/start.log", "-c", configuration.toString());
        Await.until("nginx listens", () -> isListening(port) && isListening(tlsPort));
        return nginx;
    }

    private static boolean isListening(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Path hevc() throws Exception {
        Path file = Path.of("target/hevc.mp4");
        if (!Files.exists(file)) {
            String[] command = {
                "ffmpeg",
                "-nostdin",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x180:rate=25",
                "-f",
                "lavfi",
                "-i",
                "sine",
                "-t",
                "4",
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-x265-params",
                "keyint=25:bframes=2",
                "-b:v",
                "1M",
                "-tag:v",
                "hvc1",
                "-c:a",
                "aac",
                file.toString()
            };
            assertThat(Bench.program(command).waitFor()).isZero();
        }
        return file;
    }

    private static Source tls(Source source) {
        return source.toBuilder()
                .setRtmpListener(source.getRtmpListener().toBuilder().setTls(true))
                .build();
    }

    private static Output tls(Output output) {
        return output.toBuilder()
                .setRtmp(output.getRtmp().toBuilder().setTls(true))
                .build();
    }

    private static long size(Path records, String key) throws Exception {
        try (Stream<Path> files = Files.list(records)) {
            return files.filter(path -> path.getFileName().toString().startsWith(key))
                    .mapToLong(path -> path.toFile().length())
                    .sum();
        }
    }

    private static Path record(Path records, String key) throws Exception {
        try (Stream<Path> files = Files.list(records)) {
            return files.filter(path -> path.getFileName().toString().startsWith(key))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
