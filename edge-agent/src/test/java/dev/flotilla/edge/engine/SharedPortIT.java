package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.SrtOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers of several flows on one local port. */
@ExtendWith(NoLeaks.class)
class SharedPortIT {
    private static final SrtOptions ONE = SrtOptions.newBuilder()
            .setPassphrase("correct horse battery")
            .setKeyLengthBytes(16)
            .setStreamId("#!::r=one,m=publish")
            .setLatencyMs(150)
            .build();
    private static final SrtOptions OTHER = SrtOptions.newBuilder()
            .setPassphrase("staple battery horse")
            .setKeyLengthBytes(32)
            .setStreamId("other")
            .setLatencyMs(400)
            .build();

    @Test
    void losesNothingBesideADeadCallerOnThePort() throws Exception {
        int inPort = UdpPeer.freePort();
        int onePort = UdpPeer.freePort();
        int otherPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var one = new UdpPeer();
                var other = new UdpPeer()) {
            FlowSpec oneFar = Specs.flow(Specs.srtListenerSource(onePort, ONE), Specs.udp("out", one.port()));
            FlowSpec otherFar = Specs.flow(Specs.srtListenerSource(otherPort, OTHER), Specs.udp("out", other.port()));
            FlowSpec near = Specs.flow(
                    Specs.udpSource(inPort),
                    Specs.srtCaller("one", onePort, ONE),
                    Specs.srtCaller("other", otherPort, OTHER));
            for (FlowSpec flow : new FlowSpec[] {oneFar, otherFar, near}) {
                bench.flows.apply(flow);
            }
            try (var _ = Stream.start(encoder, inPort)) {
                Await.until("both streams arrive", () -> one.datagrams() > 200 && other.datagrams() > 200);
                var onePeer = bench.report(oneFar).getSources(0);
                var otherPeer = bench.report(otherFar).getSources(0);
                assertThat(onePeer.getPeer()).startsWith("127.0.0.1:").isEqualTo(otherPeer.getPeer());
                assertThat(onePeer.getNegotiatedLatencyMs()).isEqualTo(150);
                assertThat(otherPeer.getNegotiatedLatencyMs()).isEqualTo(400);
                bench.flows.apply(otherFar.toBuilder().setRunning(false).build());
                Await.until(
                        "the other dials in vain",
                        () -> bench.report(near).getOutputs(1).getDetail().contains("cannot connect to"));
                int before = one.datagrams();
                Await.until("the one goes on", () -> one.datagrams() > before + 1_500);
                assertThat(bench.report(oneFar).getSources(0).getPeer()).isEqualTo(onePeer.getPeer());
                assertThat(bench.report(near).getOutputs(0).getDisconnections()).isZero();
                bench.flows.apply(otherFar);
                int later = other.datagrams();
                Await.until("the other is back", () -> other.datagrams() > later + 100);
                assertThat(bench.report(otherFar).getSources(0).getPeer()).isEqualTo(onePeer.getPeer());
            }
            assertThat(NumberedPackets.gaps(one.received())).isZero();
        }
    }
}
