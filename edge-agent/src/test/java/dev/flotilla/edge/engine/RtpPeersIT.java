package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.flotilla.edge.engine.ImpairedPath.Impairment;
import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** RTP and its repair packets, from and to programs of others. */
@ExtendWith(NoLeaks.class)
class RtpPeersIT {
    private static final int PACKET = NumberedPackets.PACKET;

    /** One media packet in twenty is lost on the way; its repair packets are not. */
    private static final Impairment LOSSY =
            datagram -> ByteBuffer.wrap(datagram).getShort(2) % 20 == 3 ? Impairment.LOST : 0;

    private static final String CAPS = "application/x-rtp,media=video,clock-rate=90000,encoding-name=MP2T,payload=33";
    private static final String REPAIR_CAPS = "application/x-rtp,payload=96";

    @Test
    void takesRtpOfFfmpeg() throws Exception {
        int port = UdpPeer.freePort();
        receive(port, false, () -> ffmpeg("-f", "rtp_mpegts", "rtp://127.0.0.1:" + port));
    }

    @Test
    void repairsRtpOfFfmpeg() throws Exception {
        int here = UdpPeer.freePort();
        int there = UdpPeer.freePort();
        try (var _ = new ImpairedPath(there, here, LOSSY);
                var _ = new ImpairedPath(there + 2, here + 2, _ -> 0);
                var _ = new ImpairedPath(there + 4, here + 4, _ -> 0)) {
            SourceReport source = receive(
                    here,
                    true,
                    () -> ffmpeg("-f", "rtp_mpegts", "-fec", "prompeg=l=5:d=5", "rtp://127.0.0.1:" + there));
            assertThat(source.getPacketsRecovered()).isGreaterThan(5);
            assertThat(source.getRepairPacketsReceived()).isGreaterThan(30);
        }
    }

    @Test
    void repairsRtpOfGStreamer() throws Exception {
        needGStreamer("rtpst2022-1-fecenc");
        int here = UdpPeer.freePort();
        int there = UdpPeer.freePort();
        try (var _ = new ImpairedPath(there, here, LOSSY);
                var _ = new ImpairedPath(there + 2, here + 2, _ -> 0);
                var _ = new ImpairedPath(there + 4, here + 4, _ -> 0)) {
            int raw = UdpPeer.freePort();
            // Its encoder refuses another source identifier than 0.
            String media = "udpsrc address=127.0.0.1 port=" + raw
                    + " caps=video/mpegts,packetsize=188,systemstream=true ! rtpmp2tpay ssrc=0"
                    + " ! rtpst2022-1-fecenc name=fec rows=5 columns=5" + udpsink(there)
                    + " fec.fec_0" + udpsink(there + 2) + " fec.fec_1" + udpsink(there + 4);
            SourceReport source;
            try (var sender = new UdpPeer();
                    var stream = Stream.start(sender, raw)) {
                source = receive(here, true, () -> gstreamer(media));
                assertThat(stream.sent()).isPositive();
            }
            assertThat(source.getPacketsRecovered()).isGreaterThan(5);
            assertThat(source.getRepairPacketsReceived()).isGreaterThan(30);
        }
    }

    @FunctionalInterface
    private interface Start {
        Process get() throws Exception;
    }

    /** Receives for a while; what goes on is whole. */
    private static SourceReport receive(int port, boolean hasFec, Start sender) throws Exception {
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtpSource("in", port, hasFec), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Process program = sender.get();
            SourceReport source;
            try {
                Await.until("a good deal has come", () -> receiver.receivedBytes() > 4_000 * PACKET);
                // Of what is lost when the sender ends, the repair packets never come.
                source = bench.report(flow).getSources(0);
            } finally {
                Bench.end(program);
            }
            assertThat(source.getContinuityErrors()).isZero();
            assertThat(source.getPacketsDropped()).isZero();
            assertThat(source.getStreamErrors().getTsSyncLoss()).isZero();
            return source;
        }
    }

    @Test
    void sendsRtpToFfmpeg() throws Exception {
        Path file = Files.createDirectories(Path.of("target/captures")).resolve("rtp-to-ffmpeg.ts");
        Files.deleteIfExists(file);
        int port = UdpPeer.freePort();
        int from = UdpPeer.freePort();
        byte[] capture = Captures.television();
        Process ffmpeg = program(
                "ffmpeg",
                "-nostdin",
                "-y",
                "-v",
                "verbose",
                "-i",
                "rtp://127.0.0.1:" + port,
                "-t",
                "2",
                "-c",
                "copy",
                "-f",
                "mpegts",
                file.toString());
        try (var bench = new Bench();
                var sender = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(from), Specs.rtp("out", port));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            for (int i = 0; i < 4 && ffmpeg.isAlive(); i++) {
                send(capture, sender, from);
            }
            Await.until("ffmpeg has two seconds", () -> !ffmpeg.isAlive());
            assertThat(ffmpeg.exitValue()).isZero();
            assertThat(Files.size(file)).isGreaterThan(100_000);
        } finally {
            Bench.end(ffmpeg);
        }
    }

    @Test
    void sendsRepairPacketsThatGStreamerUses() throws Exception {
        needGStreamer("rtpst2022-1-fecdec");
        int there = UdpPeer.freePort();
        int here = UdpPeer.freePort();
        int from = UdpPeer.freePort();
        var matrix =
                FecMatrix.newBuilder().setColumns(5).setRows(5).setRowFec(true).build();
        try (var bench = new Bench();
                var receiver = new UdpPeer();
                var sender = new UdpPeer();
                var _ = new ImpairedPath(here, there, LOSSY);
                var _ = new ImpairedPath(here + 2, there + 2, _ -> 0);
                var _ = new ImpairedPath(here + 4, there + 4, _ -> 0)) {
            Process gstreamer = gstreamer(udpsrc(there, CAPS)
                    + " ! rtpst2022-1-fecdec name=fec size-time=2000000000 ! rtpjitterbuffer latency=1000"
                    + " ! rtpmp2tdepay ! udpsink sync=false host=127.0.0.1 port=" + receiver.port() + " "
                    + udpsrc(there + 2, REPAIR_CAPS) + " ! fec.fec_0 "
                    + udpsrc(there + 4, REPAIR_CAPS) + " ! fec.fec_1");
            FlowSpec flow = Specs.flow(Specs.udpSource(from), Specs.rtp("out", here, matrix));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            try (var stream = Stream.start(sender, from)) {
                Await.until("a good deal has come", () -> receiver.receivedBytes() > 10_000 * PACKET);
                assertThat(stream.sent()).isPositive();
            } finally {
                Bench.end(gstreamer);
            }
            // A fifth of the packets was lost on the way to it, and none is missing behind it.
            assertThat(NumberedPackets.gaps(receiver.received())).isZero();
            Await.until(
                    "the report shows it",
                    () -> bench.report(flow).getOutputs(0).getRepairPacketsSent() > 100);
        }
    }

    private static String udpsink(int port) {
        return " ! udpsink sync=false async=false host=127.0.0.1 port=" + port;
    }

    private static String udpsrc(int port, String caps) {
        return "udpsrc address=127.0.0.1 port=" + port + " caps=" + caps;
    }

    private static Process ffmpeg(String... output) throws Exception {
        var command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-re", "-stream_loop", "3", "-i"));
        Captures.television();
        command.addAll(List.of("target/captures/television.ts", "-c", "copy"));
        command.addAll(List.of(output));
        return program(command.toArray(String[]::new));
    }

    private static Process gstreamer(String pipeline) throws Exception {
        var command = new ArrayList<>(List.of("gst-launch-1.0", "-q"));
        command.addAll(List.of(pipeline.split(" +")));
        return program(command.toArray(String[]::new));
    }

    private static Process program(String... command) throws Exception {
        try {
            return Bench.program(command);
        } catch (IOException absent) {
            return abort("no " + command[0] + " on this machine: its RTP was not tried");
        }
    }

    private static void needGStreamer(String element) throws Exception {
        if (program("gst-inspect-1.0", "--exists", element).waitFor() != 0) {
            abort("no GStreamer element " + element + " on this machine (gstreamer1.0-plugins-good): it was not tried");
        }
    }

    private static void send(byte[] capture, UdpPeer sender, int port) throws Exception {
        int size = 7 * PACKET;
        for (int at = 0; at < capture.length; at += size) {
            sender.send(capture, at, Math.min(size, capture.length - at), port);
            Thread.sleep(0, 900_000);
        }
    }
}
