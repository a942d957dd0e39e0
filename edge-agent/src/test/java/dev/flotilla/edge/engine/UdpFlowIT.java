package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class UdpFlowIT {
    private static final int DATAGRAM = 7 * 188;

    @Test
    void sendsTheBytesOfACaptureAsTheyCame() throws Exception {
        byte[] capture = Captures.television();
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer();
                var sender = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(port), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            awaitOpen(bench, flow);
            send(sender, capture, DATAGRAM, port);
            Await.until("all bytes are there", () -> receiver.receivedBytes() >= capture.length);
            assertThat(receiver.received()).isEqualTo(capture);
            assertThat(receiver.longestDatagram()).isEqualTo(DATAGRAM);
            Await.until(
                    "the report shows it",
                    () -> bench.report(flow).getOutputs(0).getBytesSent() == capture.length);
            var report = bench.report(flow);
            assertThat(report.getSources(0).getContinuityErrors()).isZero();
            assertThat(report.getSources(0).getBytesReceived()).isEqualTo(capture.length);
            assertThat(report.getOutputs(0).getPacketsDropped()).isZero();
        }
    }

    @Test
    void alignsDatagramsThatDoNotBeginWithAPacket() throws Exception {
        byte[] stream = new NumberedPackets().take(700);
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var receiver = new UdpPeer();
                var sender = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(port), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            awaitOpen(bench, flow);
            send(sender, stream, 1472, port);
            int whole = stream.length;
            Await.until("all packets are there", () -> receiver.receivedBytes() >= whole);
            assertThat(receiver.received()).isEqualTo(stream);
            assertThat(receiver.longestDatagram()).isLessThanOrEqualTo(DATAGRAM);
        }
    }

    @Test
    void tellsWhatTheFlowDoes() throws Exception {
        int port = UdpPeer.freePort();
        var packets = new NumberedPackets();
        try (var bench = new Bench();
                var receiver = new UdpPeer();
                var sender = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(port), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Await.until("it waits", () -> bench.report(flow).getHealth() == FlowHealth.FLOW_HEALTH_WAITING);
            for (int i = 0; i < 150; i++) {
                sender.send(packets.take(7), 0, DATAGRAM, port);
                LockSupport.parkNanos(10_000_000);
            }
            Await.until("it receives", () -> bench.report(flow).getHealth() == FlowHealth.FLOW_HEALTH_RECEIVING);
            var source = bench.report(flow).getSources(0);
            assertThat(source.getConnected()).isTrue();
            assertThat(source.getBitrateBps()).isBetween(400_000L, 1_400_000L);
            assertThat(source.getPeer()).isEqualTo("127.0.0.1:" + sender.port());
            assertThat(source.getJitterMs()).isPositive();
            Await.until(
                    "it misses the source", () -> bench.report(flow).getHealth() == FlowHealth.FLOW_HEALTH_NO_SOURCE);
            assertThat(bench.report(flow).getSources(0).getDisconnections()).isEqualTo(1);
            bench.flows.remove(flow.getId());
            assertThat(bench.eventTypes())
                    .containsExactlyInAnyOrder(
                            "flow_started",
                            "source_active",
                            "source_connected",
                            "output_connected",
                            "source_lost",
                            "flow_stopped");
        }
    }

    @Test
    void doesNotTakeSilenceForAReceiver() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench();
                var sender = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(port), Specs.udp("out", UdpPeer.freePort()));
            bench.flows.apply(flow);
            awaitOpen(bench, flow);
            try (var _ = Stream.start(sender, port)) {
                Await.until(
                        "it misses the receiver",
                        () -> bench.report(flow).getOutputs(0).getDetail().contains("nobody receives"));
            }
            Await.until("the stream is over", () -> bench.report(flow).getHealth() == FlowHealth.FLOW_HEALTH_NO_SOURCE);
            Thread.sleep(1_500);
            assertThat(bench.report(flow).getOutputs(0).getConnected()).isFalse();
        }
    }

    @Test
    void saysThatThePortIsTakenAndGoesOnTrying() throws Exception {
        try (var bench = new Bench();
                var receiver = new UdpPeer();
                var sender = new UdpPeer()) {
            var inTheWay = new UdpPeer();
            int port = inTheWay.port();
            FlowSpec flow = Specs.flow(Specs.udpSource(port), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            Await.until("it says so", () -> bench.report(flow).getDetail().contains("Address already in use"));
            inTheWay.close();
            awaitOpen(bench, flow);
            sender.send(new NumberedPackets().take(7), 0, DATAGRAM, port);
            Await.until("it works", () -> receiver.receivedBytes() == DATAGRAM);
        }
    }

    static void awaitOpen(Bench bench, FlowSpec flow) throws Exception {
        Await.until("the source is open", () -> bench.report(flow).getDetail().contains("nothing has come yet"));
    }

    private static void send(UdpPeer sender, byte[] bytes, int size, int port) throws Exception {
        for (int at = 0; at < bytes.length; at += size) {
            sender.send(bytes, at, Math.min(size, bytes.length - at), port);
            if (at / size % 20 == 0) {
                LockSupport.parkNanos(2_000_000);
            }
        }
    }
}
