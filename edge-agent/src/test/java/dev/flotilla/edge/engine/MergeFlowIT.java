package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.ImpairedPath.Impairment;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Merge;
import dev.flotilla.proto.flow.v1.MergeMatch;
import dev.flotilla.proto.flow.v1.MergeReport;
import dev.flotilla.proto.flow.v1.Source;
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
                    patient(Specs.rtpSource("a", portA, false)),
                    patient(Specs.rtpSource("b", portB, false)),
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
            FlowReport report = bench.report(flow);
            MergeReport merge = report.getMerge();
            for (int i = 0; i < 2; i++) {
                assertThat(report.getSources(i).getPacketsLost())
                        .isEqualTo(merge.getPaths(i).getLost());
            }
            assertThat(merge.getLostOnAll()).isZero();
            assertThat(merge.getPackets()).isEqualTo(received.length / PACKET / 7);
            assertThat(merge.getPaths(0).getLost()).isPositive();
            assertThat(merge.getPaths(1).getLost()).isPositive();
            assertThat(merge.getPaths(1).getGapFills()).isPositive();
            assertThat(merge.getPaths(1).getSkewMs()).isBetween(50.0, 250.0);
            assertThat(bench.eventTypes()).contains("merge_started", "merge_restarted");
        }
    }

    /** On a busy machine a path that is a thread may hold up a packet for longer than a network would. */
    private static Source patient(Source source) {
        return source.toBuilder()
                .setRtp(source.getRtp().toBuilder().setReorderMs(300))
                .build();
    }

    /** Loses by sequence number, so that the other path never loses the same. */
    private static Impairment impairment(int path, long skewMs) {
        var random = new SplittableRandom(path);
        return datagram -> isLost(path, ByteBuffer.wrap(datagram).getShort(2) & 0xffff)
                ? Impairment.LOST
                : skewMs + random.nextInt(12);
    }

    /** The same for plain packets, which stay in order, when both paths have begun. */
    private static Impairment numberedLoss(int path, long skewMs) {
        return datagram -> number(datagram) > 400 && isLost(path, number(datagram)) ? Impairment.LOST : skewMs;
    }

    private static int number(byte[] datagram) {
        return (int) NumberedPackets.number(datagram, 0) / 7;
    }

    private static boolean isLost(int path, int number) {
        int hash = (number * 0x9e3779b1) >>> 24;
        int outage = number % 500 / 167;
        return outage == path || (outage == 2 && hash % 7 == path);
    }

    /** Plain UDP with losses as above. */
    @Test
    void mergesByContentWhereThereAreNoSequenceNumbers() throws Exception {
        int portA = UdpPeer.freePort();
        int portB = UdpPeer.freePort();
        // Wide enough for a path whose threads get no processor for a while.
        var byContent = WINDOW.toBuilder()
                .setWindowMs(2_000)
                .setMatch(MergeMatch.MERGE_MATCH_CONTENT)
                .build();
        try (var bench = new Bench();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.merged(
                    byContent,
                    Specs.udpSource("a", portA),
                    Specs.udpSource("b", portB),
                    Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            awaitOpen(bench, flow);
            long sent;
            try (var a = new ImpairedPath(portA, numberedLoss(0, 3));
                    var b = new ImpairedPath(portB, numberedLoss(1, 120));
                    var sender = new UdpPeer();
                    var stream = Stream.start(sender, a.port(), b.port())) {
                Thread.sleep(6_000);
                stream.end();
                sent = stream.sent();
                Thread.sleep(3_000);
            }
            byte[] received = receiver.received();
            MergeReport merge = bench.report(flow).getMerge();
            assertThat(merge.getLostOnAll()).isZero();
            assertThat(NumberedPackets.gaps(received)).isZero();
            assertThat(received.length / PACKET).isBetween((int) sent - 7 * 100, (int) sent);
            assertThat(merge.getPaths(0).getLost()).isPositive();
            assertThat(merge.getPaths(1).getLost()).isPositive();
        }
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
