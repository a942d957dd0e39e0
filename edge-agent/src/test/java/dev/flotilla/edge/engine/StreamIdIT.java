package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.SrtOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Standard stream ids of another program, at a listener that takes and at one that serves. */
@ExtendWith(NoLeaks.class)
class StreamIdIT {
    private static final SrtOptions STUDIO =
            SrtOptions.newBuilder().setStreamId("#!::r=live/studio,u=joe").build();

    @Test
    void letsInWhoAsksForTheResourceInTheRightDirection() throws Exception {
        int inPort = UdpPeer.freePort();
        int outPort = UdpPeer.freePort();
        int intoPort = UdpPeer.freePort();
        try (var bench = new Bench();
                var encoder = new UdpPeer();
                var client = new UdpPeer();
                var stranger = new UdpPeer()) {
            FlowSpec flow =
                    Specs.flow(Specs.srtListenerSource(inPort, STUDIO), Specs.srtListener("clients", outPort, STUDIO));
            bench.flows.apply(flow);
            Process wrongWay =
                    transmit("udp://127.0.0.1:" + UdpPeer.freePort(), inPort, "#!::m=request,u=joe,r=live/studio");
            Await.until("it is refused", () -> bench.report(flow).getDetail().contains("because of its stream id"));
            Process publisher = transmit("udp://127.0.0.1:" + intoPort, inPort, "#!::m=publish,u=joe,r=live/studio");
            Process viewer = receive(outPort, "#!::u=joe,m=request,s=42,r=live/studio", client.port());
            Process other = receive(outPort, "#!::u=eve,m=request,r=live/studio", stranger.port());
            try (var _ = Stream.start(encoder, intoPort)) {
                Await.until("the viewer receives", () -> client.datagrams() > 300);
                assertThat(bench.report(flow).getOutputs(0).getServedList())
                        .extracting("streamId")
                        .containsExactly("#!::u=joe,m=request,s=42,r=live/studio");
                assertThat(stranger.datagrams()).isZero();
            } finally {
                Bench.end(wrongWay);
                Bench.end(publisher);
                Bench.end(viewer);
                Bench.end(other);
            }
        }
    }

    private static Process transmit(String from, int port, String streamId) throws Exception {
        return program(from, "srt://127.0.0.1:" + port + "?streamid=" + streamId);
    }

    private static Process receive(int port, String streamId, int toPort) throws Exception {
        return program("srt://127.0.0.1:" + port + "?streamid=" + streamId, "udp://127.0.0.1:" + toPort);
    }

    private static Process program(String from, String to) throws Exception {
        return Bench.program("srt-live-transmit", "-q", "-a:no", "-chunk:1316", "-loglevel:error", from, to);
    }
}
