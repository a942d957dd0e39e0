package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.ImpairedPath.Impairment;
import dev.flotilla.edge.engine.rtp.RtpHeader;
import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From our RTP output to our RTP source. */
@ExtendWith(NoLeaks.class)
class RtpFlowIT {
    private static final int DATAGRAM = 7 * 188;
    private static final FecMatrix MATRIX =
            FecMatrix.newBuilder().setColumns(5).setRows(10).setRowFec(true).build();

    @Test
    void carriesACaptureAsItIs() throws Exception {
        int first = UdpPeer.freePort();
        int second = UdpPeer.freePort();
        byte[] capture = Captures.television();
        try (var bench = new Bench();
                var receiver = new UdpPeer();
                var sender = new UdpPeer()) {
            FlowSpec from = Specs.flow(Specs.udpSource(first), Specs.rtp("out", second));
            FlowSpec to = Specs.flow(Specs.rtpSource("in", second, false), Specs.udp("out", receiver.port()));
            bench.flows.apply(to);
            bench.flows.apply(from);
            UdpFlowIT.awaitOpen(bench, to);
            UdpFlowIT.awaitOpen(bench, from);
            send(capture, sender, first);
            Await.until("all bytes are there", () -> receiver.receivedBytes() >= capture.length);
            assertThat(receiver.received()).isEqualTo(capture);
            var report = bench.report(from).getOutputs(0);
            assertThat(report.getPacketsDropped()).isZero();
        }
    }

    /** Two of a hundred packets are lost, and each comes back by its row or its column. */
    @Test
    void repairsWhatIsLostOnTheWay() throws Exception {
        int first = UdpPeer.freePort();
        int second = UdpPeer.freePort();
        int third = UdpPeer.freePort();
        var random = new SplittableRandom(1);
        byte[] capture = Captures.television();
        try (var bench = new Bench();
                var receiver = new UdpPeer();
                var sender = new UdpPeer();
                var _ = new ImpairedPath(second, third, _ -> random.nextInt(50) == 0 ? Impairment.LOST : 0);
                var _ = new ImpairedPath(second + 2, third + 2, _ -> 0);
                var _ = new ImpairedPath(second + 4, third + 4, _ -> 0)) {
            FlowSpec from = Specs.flow(Specs.udpSource(first), Specs.rtp("out", second, MATRIX));
            FlowSpec to = Specs.flow(Specs.rtpSource("in", third, true), Specs.udp("out", receiver.port()));
            bench.flows.apply(to);
            bench.flows.apply(from);
            UdpFlowIT.awaitOpen(bench, to);
            UdpFlowIT.awaitOpen(bench, from);
            send(capture, sender, first);
            Await.until(
                    "nearly all bytes are there",
                    () -> receiver.receivedBytes() >= capture.length - 60 * DATAGRAM
                            && bench.report(to).getSources(0).getPacketsRecovered() > 10);
            Await.until(
                    "nothing waits", () -> bench.report(to).getSources(0).getPacketsReceived() == receiver.datagrams());
            // The last block's repair packets never come: what is lost at the very end stays so.
            int whole = receiver.receivedBytes() - 60 * DATAGRAM;
            assertThat(receiver.received()).startsWith(Arrays.copyOf(capture, whole));
        }
    }

    @Test
    void saysThatAPlainTransportStreamIsNoRtp() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var sender = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtpSource("in", port, false), Specs.udp("out", UdpPeer.freePort()));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            sender.send(new NumberedPackets().take(7), 0, DATAGRAM, port);
            Await.until(
                    "it says so",
                    () -> bench.report(flow)
                            .getSources(0)
                            .getDetail()
                            .equals("1 datagrams came that are no RTP; a plain transport stream needs a udp source"));
        }
    }

    @Test
    void saysThatPacketsAreTooLong() throws Exception {
        int port = UdpPeer.freePort();
        var datagram = ByteBuffer.allocate(RtpHeader.FIXED_BYTES + 9 * 188);
        RtpHeader.write(datagram, 0, 33, 1, 1, 1);
        try (var bench = new Bench();
                var sender = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.rtpSource("in", port, false), Specs.udp("out", UdpPeer.freePort()));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            sender.send(datagram.array(), 0, datagram.capacity(), port);
            Await.until(
                    "it says so",
                    () -> bench.report(flow)
                            .getSources(0)
                            .getDetail()
                            .equals("1 packets with a payload of more than 1536 bytes were left out"));
        }
    }

    /** At about twice its pace. */
    private static void send(byte[] capture, UdpPeer sender, int port) throws Exception {
        for (int at = 0; at < capture.length; at += DATAGRAM) {
            sender.send(capture, at, Math.min(DATAGRAM, capture.length - at), port);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
