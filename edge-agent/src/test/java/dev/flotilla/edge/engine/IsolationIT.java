package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong at one output stays there, and what changes at one output leaves the others alone. */
@ExtendWith(NoLeaks.class)
class IsolationIT {
    @Test
    void losesNothingBesideDeadBlockedAndUnreachableOutputs() throws Exception {
        int port = UdpPeer.freePort();
        int clientsPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var good = new UdpPeer()) {
            FlowSpec flow = Specs.flow(
                    Specs.udpSource(port),
                    Specs.udp("dead", UdpPeer.freePort()),
                    Specs.srtCaller("nobody", UdpPeer.freePort()),
                    named("nowhere", "no.such.host.invalid"),
                    named("unreachable", "192.0.2.1"),
                    Specs.srtListener("clients", clientsPort),
                    Specs.udp("good", good.port()));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Process client = Bench.program(
                    "srt-live-transmit",
                    "-q",
                    "-a:no",
                    "srt://127.0.0.1:" + clientsPort,
                    "udp://127.0.0.1:" + UdpPeer.freePort());
            try (var _ = Stream.start(encoder, port)) {
                Await.until(
                        "a client is there",
                        () -> bench.report(flow).getOutputs(4).getClients() == 1);
                signal(client, "STOP");
                int before = good.datagrams();
                Await.until("three seconds pass", () -> good.datagrams() > before + 1_500);
                signal(client, "CONT");
                Await.until(
                        "the dialler gives up once",
                        () -> bench.report(flow).getOutputs(1).getDetail().contains("cannot connect to 127.0.0.1"));
                var report = bench.report(flow);
                assertThat(report.getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_DEGRADED);
                assertThat(report.getOutputs(0).getDetail()).contains("nobody receives at 127.0.0.1");
                assertThat(report.getOutputs(2).getDetail()).contains("'no.such.host.invalid' has no address");
                assertThat(report.getOutputs(5).getPacketsDropped()).isZero();
                assertThat(report.getSources(0).getPacketsDropped()).isZero();
            } finally {
                Bench.end(client);
            }
            assertThat(NumberedPackets.gaps(good.received())).isZero();
        }
    }

    @Test
    void leavesTheOthersAloneWhenOneOutputChanges() throws Exception {
        int port = UdpPeer.freePort();
        int clientsPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var kept = new UdpPeer();
                var client = new UdpPeer();
                var first = new UdpPeer();
                var second = new UdpPeer()) {
            Output listener = Specs.srtListener("clients", clientsPort);
            FlowSpec flow = Specs.flow(
                    Specs.udpSource(port), Specs.udp("kept", kept.port()), listener, Specs.udp("moves", first.port()));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Process transmit = Bench.program(
                    "srt-live-transmit",
                    "-q",
                    "-a:no",
                    "srt://127.0.0.1:" + clientsPort,
                    "udp://127.0.0.1:" + client.port());
            try (var _ = Stream.start(encoder, port)) {
                Await.until("the client receives", () -> client.datagrams() > 100);
                Output moved = Specs.udp("moves", second.port());
                bench.flows.apply(flow.toBuilder().setOutputs(2, moved).build());
                Await.until("it has moved", () -> second.datagrams() > 100);
                var renamed = flow.toBuilder().setName("renamed").clearOutputs();
                renamed.addOutputs(listener.toBuilder().setDescription("for the studio"));
                renamed.addOutputs(Specs.udp("kept", kept.port()));
                bench.flows.apply(renamed.build());
                int before = client.datagrams();
                Await.until("it goes on", () -> client.datagrams() > before + 100);
                bench.flows.apply(renamed.build());
                assertThat(bench.report(flow).getOutputs(0).getDisconnections()).isZero();
                assertThat(bench.report(flow).getOutputs(1).getPacketsDropped()).isZero();
            } finally {
                Bench.end(transmit);
            }
            assertThat(NumberedPackets.gaps(kept.received())).isZero();
            assertThat(NumberedPackets.gaps(client.received())).isZero();
            assertThat(NumberedPackets.gaps(second.received())).isZero();
        }
    }

    @Test
    void keepsTheClientsWhenTheSourceChanges() throws Exception {
        int before = UdpPeer.freePort();
        int after = UdpPeer.freePort();
        int clientsPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var client = new UdpPeer()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(before), Specs.srtListener("clients", clientsPort));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            Process transmit = Bench.program(
                    "srt-live-transmit",
                    "-q",
                    "-a:no",
                    "srt://127.0.0.1:" + clientsPort,
                    "udp://127.0.0.1:" + client.port());
            try (var _ = Stream.start(encoder, before)) {
                Await.until("the client receives", () -> client.datagrams() > 50);
                bench.flows.apply(
                        flow.toBuilder().setSources(0, Specs.udpSource(after)).build());
                int old = client.datagrams();
                try (var _ = Stream.start(encoder, after)) {
                    Await.until("it receives from the new source", () -> client.datagrams() > old + 50);
                }
                assertThat(bench.report(flow).getOutputs(0).getDisconnections()).isZero();
            } finally {
                Bench.end(transmit);
            }
        }
    }

    @Test
    void freesThePortsOfAStoppedFlow() throws Exception {
        int port = UdpPeer.freePort();
        try (var bench = new Bench()) {
            FlowSpec flow = Specs.flow(Specs.udpSource(port));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            bench.flows.apply(flow.toBuilder().setRunning(false).build());
            assertThat(bench.report(flow).getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_STOPPED);
            FlowSpec heir = Specs.flow(Specs.udpSource(port));
            bench.flows.apply(heir);
            UdpFlowIT.awaitOpen(bench, heir);
        }
    }

    private static Output named(String name, String host) {
        return Output.newBuilder()
                .setName(name)
                .setEnabled(true)
                .setUdp(UdpSender.newBuilder().setHost(host).setPort(5_000))
                .build();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
