package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SrtOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Flows over SRT, with srt-live-transmit and ffmpeg at their other ends. */
@ExtendWith(NoLeaks.class)
class SrtFlowIT {
    private static final SrtOptions PLAIN = SrtOptions.getDefaultInstance();

    @Test
    void carriesAnEncodersStreamToUdpAndToSrtClients() throws Exception {
        int port = UdpPeer.freePort();
        int clientsPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var udp = new UdpPeer();
                var first = new UdpPeer();
                var second = new UdpPeer();
                var encoder = new UdpPeer()) {
            FlowSpec flow = Specs.flow(
                    Specs.srtListenerSource(
                            port, PLAIN.toBuilder().setLatencyMs(200).build()),
                    Specs.udp("udp", udp.port()),
                    Specs.srtListener("clients", clientsPort));
            bench.flows.apply(flow);
            int intoPort = UdpPeer.freePort();
            Process caller = transmit("udp://127.0.0.1:" + intoPort, "srt://127.0.0.1:" + port);
            Process one = transmit(
                    "srt://127.0.0.1:" + clientsPort + "?streamid=#!::r=feed,u=joe", "udp://127.0.0.1:" + first.port());
            Process two = transmit("srt://127.0.0.1:" + clientsPort, "udp://127.0.0.1:" + second.port());
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until(
                        "two clients",
                        () -> bench.report(flow).getOutputsCount() == 2
                                && bench.report(flow).getOutputs(1).getClients() == 2);
                Await.until("both receive", () -> first.datagrams() > 500 && second.datagrams() > 500);
                var report = bench.report(flow);
                assertThat(report.getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_RECEIVING);
                assertThat(report.getSources(0).getNegotiatedLatencyMs()).isEqualTo(200);
                assertThat(report.getSources(0).getRoundTripMs()).isPositive();
                assertThat(report.getSources(0).getPeer()).startsWith("127.0.0.1:");
                assertThat(report.getSources(0).getBitrateBps()).isPositive();
                assertThat(report.getSources(0).getContinuityErrors()).isZero();
                assertThat(report.getOutputs(1).getBitrateBps()).isPositive();
                assertThat(report.getOutputs(1).getRoundTripMs()).isPositive();
                assertThat(report.getOutputs(1).getNegotiatedLatencyMs()).isEqualTo(120);
                checkClients(report.getOutputs(1));
            } finally {
                Bench.end(one);
                Bench.end(two);
                Bench.end(caller);
            }
            assertThat(NumberedPackets.gaps(udp.received())).isZero();
            assertThat(NumberedPackets.gaps(first.received())).isZero();
            assertThat(NumberedPackets.gaps(second.received())).isZero();
            Await.until(
                    "the clients' end is seen",
                    () -> bench.report(flow).getOutputs(1).getClients() == 0);
            assertThat(bench.report(flow).getOutputs(1).getDisconnections()).isEqualTo(2);
            assertThat(bench.report(flow).getOutputs(1).getPacketsSent()).isPositive();
            assertThat(bench.eventTypes()).contains("source_connected", "output_connected", "output_lost");
        }
    }

    private static void checkClients(OutputReport output) {
        assertThat(output.getServedList()).hasSize(2).allSatisfy(client -> {
            assertThat(client.getPeer()).startsWith("127.0.0.1:");
            assertThat(client.getServedMs()).isPositive();
            assertThat(client.getRoundTripMs()).isPositive();
            assertThat(client.getPacketsSent()).isPositive();
            assertThat(client.getPacketsDropped()).isZero();
        });
        assertThat(output.getServedList()).extracting("streamId").containsExactlyInAnyOrder("#!::r=feed,u=joe", "");
        assertThat(output.getServed(0).getPacketsSent() + output.getServed(1).getPacketsSent())
                .isEqualTo(output.getPacketsSent());
    }

    @Test
    void callsAListenerOnEitherSideAndCallsAgain() throws Exception {
        int fromPort = UdpPeer.freePort();
        int toPort = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.srtCallerSource(fromPort, PLAIN), Specs.srtCaller("far", toPort));
            bench.flows.apply(flow);
            Await.until(
                    "it says that nobody is there",
                    () -> bench.report(flow).getDetail().contains("cannot connect to"));
            Process from = transmit("udp://127.0.0.1:" + intoPort, "srt://127.0.0.1:" + fromPort + "?mode=listener");
            Process to = transmit("srt://127.0.0.1:" + toPort + "?mode=listener", "udp://127.0.0.1:" + receiver.port());
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the stream goes through", () -> receiver.datagrams() > 300);
                assertThat(NumberedPackets.gaps(receiver.received())).isZero();
                Bench.end(to);
                Await.until(
                        "the loss is seen",
                        () -> bench.report(flow).getOutputs(0).getDisconnections() == 1);
                assertThat(bench.report(flow).getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_DEGRADED);
                int before = receiver.datagrams();
                to = transmit("srt://127.0.0.1:" + toPort + "?mode=listener", "udp://127.0.0.1:" + receiver.port());
                Await.until("the stream goes on", () -> receiver.datagrams() > before + 100);
            } finally {
                Bench.end(from);
                Bench.end(to);
            }
        }
    }

    @Test
    void takesOneEncryptedCallerWithTheRightStreamId() throws Exception {
        int port = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        SrtOptions options = PLAIN.toBuilder()
                .setPassphrase("correct horse battery")
                .setKeyLengthBytes(32)
                .setStreamId("#!::r=studio")
                .build();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.srtListenerSource(port, options), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            String to = "srt://127.0.0.1:" + port + "?";
            String from = "udp://127.0.0.1:" + intoPort;
            Process stranger = transmit("udp://127.0.0.1:" + UdpPeer.freePort(), to + "passphrase=wrong horse battery");
            Process other = transmit(
                    "udp://127.0.0.1:" + UdpPeer.freePort(), to + "passphrase=correct horse battery&streamid=other");
            Await.until(
                    "the other is refused", () -> bench.report(flow).getDetail().contains("because of its stream id"));
            Process friend = transmit(from, to + "passphrase=correct horse battery&streamid=#!::r=studio");
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the friend's stream arrives", () -> receiver.datagrams() > 200);
                String peer = bench.report(flow).getSources(0).getPeer();
                Process late = transmit(
                        "udp://127.0.0.1:" + UdpPeer.freePort(),
                        to + "passphrase=correct horse battery&streamid=#!::r=studio");
                int before = receiver.datagrams();
                Await.until("the stream goes on", () -> receiver.datagrams() > before + 500);
                assertThat(bench.report(flow).getSources(0).getPeer()).isEqualTo(peer);
                Bench.end(late);
            } finally {
                Bench.end(friend);
                Bench.end(stranger);
                Bench.end(other);
            }
            assertThat(NumberedPackets.gaps(receiver.received())).isZero();
        }
    }

    @Test
    void saysThatACallerHasAnotherPassphrase() throws Exception {
        int port = UdpPeer.freePort();
        int outPort = UdpPeer.freePort();
        SrtOptions options =
                PLAIN.toBuilder().setPassphrase("correct horse battery").build();
        try (var bench = new Bench()) {
            FlowSpec flow = Specs.flow(Specs.srtListenerSource(port, options), Specs.srtListener("open", outPort));
            bench.flows.apply(flow);
            Await.until("it waits", () -> bench.report(flow).getDetail().equals("no caller yet"));
            Process wrong = transmit(
                    "udp://127.0.0.1:" + UdpPeer.freePort(),
                    "srt://127.0.0.1:" + port + "?passphrase=wrong horse battery");
            Process viewer = transmit(
                    "srt://127.0.0.1:" + outPort + "?passphrase=wrong horse battery",
                    "udp://127.0.0.1:" + UdpPeer.freePort());
            try {
                Await.until(
                        "the passphrase is named",
                        () -> bench.report(flow)
                                .getDetail()
                                .equals("no caller yet; one failed in the handshake: does it use this passphrase?"));
                Await.until(
                        "the viewer's, too",
                        () -> bench.report(flow)
                                .getOutputs(0)
                                .getDetail()
                                .contains("does it use a passphrase, where none is wanted?"));
            } finally {
                Bench.end(wrong);
                Bench.end(viewer);
            }
        }
    }

    @Test
    void takesTheEncoderAgainWhenItComesBack() throws Exception {
        int port = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var stream = Stream.start(encoder, intoPort)) {
            FlowSpec flow = Specs.flow(Specs.srtListenerSource(port, PLAIN), Specs.udp("out", receiver.port()));
            bench.flows.apply(flow);
            for (int round = 1; round <= 3; round++) {
                int before = receiver.datagrams();
                Process caller = transmit("udp://127.0.0.1:" + intoPort, "srt://127.0.0.1:" + port);
                Await.until("the stream arrives", () -> receiver.datagrams() > before + 100);
                Bench.end(caller);
                int seen = round;
                Await.until(
                        "the loss is seen",
                        () -> bench.report(flow).getSources(0).getDisconnections() == seen);
            }
            assertThat(bench.report(flow).getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_NO_SOURCE);
            assertThat(stream.sent()).isPositive();
        }
    }

    private static Process transmit(String from, String to) throws Exception {
        return Bench.program("srt-live-transmit", "-q", "-a:no", "-chunk:1316", "-loglevel:error", from, to);
    }
}
