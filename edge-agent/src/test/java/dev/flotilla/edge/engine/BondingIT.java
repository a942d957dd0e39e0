package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flotilla.natives.srt.Srt;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.SrtBonding;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.SrtLink;
import dev.flotilla.proto.flow.v1.SrtOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several links bonded into one SRT connection, where the library can; what is said where it cannot. */
@ExtendWith(NoLeaks.class)
class BondingIT {
    private static final SrtOptions OPTIONS =
            SrtOptions.newBuilder().setLatencyMs(300).build();

    @ParameterizedTest
    @EnumSource(
            value = SrtBonding.class,
            names = {"SRT_BONDING_BROADCAST", "SRT_BONDING_BACKUP"})
    void losesNothingWhenALinkBreaksAndTakesItBack(SrtBonding bonding) throws Exception {
        assumeTrue(Srt.canBond(), Srt.NO_GROUPS);
        int inPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        int firstPort = UdpPeer.freePort();
        int secondPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var second = new LossyRelay(secondPort, port, 0, 2)) {
            var first = new LossyRelay(firstPort, port, 0, 1);
            FlowSpec far = Specs.flow(Specs.srtListenerSource(port, OPTIONS), Specs.udp("out", receiver.port()));
            FlowSpec near = Specs.flow(Specs.udpSource(inPort), bonded(bonding, firstPort, secondPort));
            bench.flows.apply(far);
            bench.flows.apply(near);
            try (var _ = Stream.start(encoder, inPort)) {
                Await.until("the stream arrives", () -> receiver.datagrams() > 500);
                Await.until("both links are used", () -> second.passed() > 10);
                first.close();
                int cut = receiver.datagrams();
                Await.until("the stream goes on", () -> receiver.datagrams() > cut + 3_000);
                try (var again = new LossyRelay(firstPort, port, 0, 3)) {
                    Await.until("the link is back", () -> again.passed() > 20);
                    int back = receiver.datagrams();
                    Await.until("the stream goes on", () -> receiver.datagrams() > back + 500);
                }
                assertThat(bench.report(near).getOutputs(0).getDisconnections()).isZero();
            } finally {
                first.close();
            }
            assertThat(NumberedPackets.gaps(receiver.received())).isZero();
        }
    }

    @Test
    void reportsLossAndRoundTripOfItsLinks() throws Exception {
        assumeTrue(Srt.canBond(), Srt.NO_GROUPS);
        int inPort = UdpPeer.freePort();
        int port = UdpPeer.freePort();
        int firstPort = UdpPeer.freePort();
        int secondPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var receiver = new UdpPeer();
                var _ = new LossyRelay(secondPort, port, 0.05, 2)) {
            var first = new LossyRelay(firstPort, port, 0.05, 1);
            FlowSpec far = Specs.flow(Specs.srtListenerSource(port, OPTIONS), Specs.udp("out", receiver.port()));
            FlowSpec near = Specs.flow(
                    Specs.udpSource(inPort), bonded(SrtBonding.SRT_BONDING_BROADCAST, firstPort, secondPort));
            bench.flows.apply(far);
            bench.flows.apply(near);
            try (var _ = Stream.start(encoder, inPort)) {
                Await.until("the source tells loss and round trip", () -> {
                    var source = bench.report(far).getSources(0);
                    return source.getPacketsLost() > 10 && source.getRoundTripMs() > 0;
                });
                Await.until("the output tells what it sent again and the round trip", () -> {
                    var output = bench.report(near).getOutputs(0);
                    return output.getPacketsRetransmitted() > 10 && output.getRoundTripMs() > 0;
                });
                long lost = bench.report(far).getSources(0).getPacketsLost();
                first.close();
                Await.until(
                        "more is lost", () -> bench.report(far).getSources(0).getPacketsLost() > lost + 10);
            } finally {
                first.close();
            }
        }
    }

    @Test
    void namesTheScriptWhereTheLibraryCannot() throws Exception {
        assumeTrue(!Srt.canBond(), "this library can bond: nothing to refuse");
        try (var bench = new Bench()) {
            FlowSpec flow = Specs.flow(
                    Specs.udpSource(UdpPeer.freePort()),
                    bonded(SrtBonding.SRT_BONDING_BACKUP, UdpPeer.freePort(), UdpPeer.freePort()));
            bench.flows.apply(flow);
            Await.until(
                    "the output says so",
                    () -> bench.report(flow)
                            .toString()
                            .contains("build one that has them with native-libs/build-libsrt.sh"));
        }
    }

    private static Output bonded(SrtBonding bonding, int firstPort, int secondPort) {
        return Output.newBuilder()
                .setName("bonded")
                .setEnabled(true)
                .setSrtCaller(SrtCaller.newBuilder()
                        .setHost("127.0.0.1")
                        .setPort(firstPort)
                        .addLinks(SrtLink.newBuilder().setHost("127.0.0.1").setPort(secondPort))
                        .setBonding(bonding)
                        .setOptions(OPTIONS))
                .build();
    }
}
