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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final int RTMP_VIDEO = 9;

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
    void goesOnBesideStrangersWhoWouldFillItsMemory() throws Exception {
        int port = UdpPeer.freePort();
        List<Socket> strangers = new ArrayList<>();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtmpListenerSource(port, KEY), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            RtmpFlowIT.awaitDetail(bench, flow, "no publisher yet");
            Process encoder = Encoder.publishing(port, "live/" + KEY);
            Await.until("the stream arrives", () -> receiver.datagrams() > 100);
            ProcessHandle helper = helpers().getFirst();
            for (int caller = 0; caller < 10; caller++) {
                var stranger = new Socket(InetAddress.getLoopbackAddress(), port);
                strangers.add(stranger);
                leaveUnfinished(stranger, 8_000_000);
            }
            int before = receiver.datagrams();
            Await.until("it goes on", () -> receiver.datagrams() > before + 100);
            assertThat(helpers()).containsExactly(helper);
            assertThat(bench.report(flow).getSources(0).getDisconnections()).isZero();
            Bench.end(encoder);
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
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

    /** A good handshake, and then so many bytes of a message that is announced a little larger, as one chunk. */
    private static void leaveUnfinished(Socket socket, int bytes) throws IOException {
        var hello = ByteBuffer.allocate(1_537).put((byte) 3).array();
        var message = ByteBuffer.allocate(28 + bytes)
                .put(new byte[] {2, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0})
                .putInt(bytes + 1)
                .put(new byte[] {3, 0, 0, 0})
                .putInt((bytes + 1) << 8 | RTMP_VIDEO)
                .putInt(0)
                .array();
        try {
            socket.getOutputStream().write(hello);
            socket.getInputStream().readNBytes(3_073);
            socket.getOutputStream().write(new byte[1_536]);
            socket.getOutputStream().write(message);
        } catch (SocketException hungUp) {
            // That is the right answer.
        }
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
