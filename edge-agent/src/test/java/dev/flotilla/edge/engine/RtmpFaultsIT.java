package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.link.EngineLaunch;
import dev.flotilla.edge.engine.link.EngineLink;
import dev.flotilla.edge.engine.media.MediaFolder;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a flow when a helper dies, and when strangers send what is no RTMP. */
@ExtendWith(NoLeaks.class)
class RtmpFaultsIT {
    private static final String KEY = "k3y";

    @BeforeEach
    void useFolder() {
        MediaFolder.use(Path.of("target/media"));
    }

    @Test
    void losesNoPacketBesideAKilledHelperAndStartsItAgain() throws Exception {
        int from = UdpPeer.freePort();
        try (var bench = new Bench();
                var sender = new UdpPeer();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(
                    Specs.udpSource(from),
                    Specs.rtmp("cdn", UdpPeer.freePort(), KEY),
                    Specs.udp("beside", receiver.port()));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Await.until(
                    "the helper tries",
                    () -> bench.report(flow).getOutputs(0).getDetail().contains("Connection refused"));
            try (var _ = Stream.start(sender, from)) {
                Await.until("the stream passes", () -> receiver.datagrams() > 200);
                for (int round = 0; round < 2; round++) {
                    ProcessHandle helper = helpers().getFirst();
                    assertThat(commandLine(helper)).doesNotContain(KEY);
                    helper.destroyForcibly();
                    Await.until(
                            "it is missed",
                            () -> bench.report(flow).getOutputs(0).getDetail().contains("ended with code 137"));
                    Await.until(
                            "it tries again",
                            () -> bench.report(flow).getOutputs(0).getDetail().contains("Connection refused"));
                }
            }
            assertThat(NumberedPackets.gaps(receiver.received())).isZero();
            assertThat(bench.report(flow).getOutputs(1).getPacketsDropped()).isZero();
        }
        Await.until("no helper outlives its flow", () -> helpers().isEmpty());
    }

    @Test
    void goesOnBesideGarbage() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtmpListenerSource(port, KEY), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            RtmpFlowIT.awaitDetail(bench, flow, "no publisher yet");
            Process encoder = Encoder.publishing(port, "live/" + KEY);
            Await.until("the stream arrives", () -> receiver.datagrams() > 100);
            ProcessHandle helper = helpers().getFirst();
            var random = new Random(11);
            for (int caller = 0; caller < 40; caller++) {
                send(port, garbage(random, caller));
            }
            int before = receiver.datagrams();
            Await.until("it goes on", () -> receiver.datagrams() > before + 100);
            assertThat(helpers()).containsExactly(helper);
            assertThat(bench.report(flow).getSources(0).getDisconnections()).isZero();
            assertThat(bench.report(flow).getSources(0).getContinuityErrors()).isZero();
            Bench.end(encoder);
        }
    }

    @Test
    void endsHelpersWithTheirEngine(@TempDir Path data) throws Exception {
        var link = new EngineLink(EngineLaunch.ofThisExecutable(data, 64 << 20), greeting -> {});
        link.start();
        try {
            Await.until("the engine is there", () -> link.pid().isPresent());
            List<String> before = sockets();
            link.apply(Specs.flow(Specs.rtmpListenerSource(UdpPeer.freePort(), KEY)));
            ProcessHandle engine = ProcessHandle.of(link.pid().orElseThrow()).orElseThrow();
            Await.until("its helper is there", () -> engine.children().count() == 1);
            ProcessHandle helper = engine.children().findFirst().orElseThrow();
            Path limits = Path.of("/proc", Long.toString(helper.pid()), "limits");
            Await.until("its memory is bounded", () -> Files.readString(limits).contains(" 536870912 "));
            link.close();
            engine.destroyForcibly();
            Await.until("the helper ends by itself", () -> !helper.isAlive());
            assertThat(sockets()).as("sockets that the engine left").isSubsetOf(before);
        } finally {
            link.close();
        }
    }

    /** Pure noise, or a good handshake and noise after it. */
    private static byte[] garbage(Random random, int caller) {
        byte[] bytes = new byte[20_000];
        random.nextBytes(bytes);
        if (caller % 2 == 0) {
            bytes[0] = 3;
        }
        return bytes;
    }

    private static void send(int port, byte[] bytes) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream()) {
            out.write(bytes);
        } catch (SocketException hungUp) {
            // That is the right answer.
        }
    }

    private static List<ProcessHandle> helpers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains("MediaHelper"))
                .toList();
    }

    private static List<String> sockets() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(Path::toString)
                    .filter(path -> path.matches(".*/flotilla-\\d+"))
                    .toList();
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
