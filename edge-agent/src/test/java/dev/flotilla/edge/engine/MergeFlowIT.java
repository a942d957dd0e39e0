package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.ImpairedPath.Impairment;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.MergeReport;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two impaired paths through real sockets. */
@ExtendWith(NoLeaks.class)
class MergeFlowIT {
    private static final int PACKET = NumberedPackets.PACKET;
    private static final Merge WINDOW = Merge.newBuilder().setWindowMs(500).build();

    /**
     * Of each second, each path is out for a third, and for another third both lose a seventh of their packets, never the same
     * ones; the second is 150 ms behind, and both bring packets out of order. Nothing is lost.
     */
    @Test
    void losesNothingWhileOnePathDeliversEachPacket() throws Exception {
        int portA = UdpPeer.freePort();
        int portB = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.merged(
                    WINDOW,
                    Specs.rtpSource("a", portA, false),
                    Specs.rtpSource("b", portB, false),
                    Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            awaitOpen(bench, flow);
            long sent;
            try (var a = new ImpairedPath(portA, impairment(0, 5));
                    var b = new ImpairedPath(portB, impairment(1, 150));
                    var stream = RtpStream.start(a.port(), b.port())) {
                Thread.sleep(3_000);
                stream.restart();
                Thread.sleep(5_000);
                stream.end();
                sent = stream.sent();
                Thread.sleep(1_000);
            }
            byte[] received = receiver.received();
            assertThat(NumberedPackets.gaps(received)).isZero();
            // Before the first packet of both nobody knows that there is a stream.
            assertThat(received.length / PACKET).isBetween((int) sent - 7 * 100, (int) sent);
            assertThat(NumberedPackets.number(received, received.length - PACKET))
                    .isEqualTo(sent - 1);
            MergeReport merge = bench.report(flow).getMerge();
            assertThat(merge.getLostOnAll()).isZero();
            assertThat(merge.getPackets()).isEqualTo(received.length / PACKET / 7);
            assertThat(merge.getPaths(0).getLost()).isPositive();
            assertThat(merge.getPaths(1).getLost()).isPositive();
            assertThat(merge.getPaths(1).getGapFills()).isPositive();
            assertThat(merge.getPaths(1).getSkewMs()).isBetween(50.0, 250.0);
            assertThat(bench.eventTypes()).contains("merge_started", "merge_restarted");
        }
    }

    /** Loses by sequence number, so that the other path never loses the same. */
    private static Impairment impairment(int path, long skewMs) {
        var random = new SplittableRandom(path);
        return datagram -> {
            int sequence = ByteBuffer.wrap(datagram).getShort(2) & 0xffff;
            int hash = (sequence * 0x9e3779b1) >>> 24;
            int outage = sequence % 500 / 167;
            boolean isLost = outage == path || (outage == 2 && hash % 7 == path);
            return isLost ? Impairment.LOST : skewMs + random.nextInt(12);
        };
    }

    @Test
    void saysWhichSourceDoesNotProtect() throws Exception {
        int portA = UdpPeer.freePort();
        int portB = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.merged(
                    WINDOW,
                    Specs.rtpSource("a", portA, false),
                    Specs.rtpSource("b", portB, false),
                    Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            awaitOpen(bench, flow);
            try (var _ = RtpStream.start(portA)) {
                Await.until(
                        "it says that b brings nothing",
                        () -> bench.report(flow).getHealth() == FlowHealth.FLOW_HEALTH_DEGRADED
                                && bench.report(flow).getDetail().contains("not protected: b: nothing has come yet"));
                try (var _ = RtpStream.start(portB)) {
                    Await.until(
                            "it says that b brings something else",
                            () -> bench.report(flow).getDetail().contains("b: carries other packets"));
                }
            }
            assertThat(NumberedPackets.gaps(receiver.received())).isZero();
            assertThat(bench.eventTypes()).contains("merge_mismatch");
        }
    }

    private static void awaitOpen(Bench bench, FlowSpec flow) throws Exception {
        Await.until(
                "both sources are open",
                () -> bench.report(flow).getSourcesList().stream()
                                .filter(source -> source.getDetail().contains("nothing has come yet"))
                                .count()
                        == 2);
    }
}
