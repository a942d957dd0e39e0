package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.flow.v1.SrtOptions;
import dev.flotilla.proto.flow.v1.SwitchReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A flow whose primary is an encoder that calls by SRT and whose backup is plain UDP. */
@ExtendWith(NoLeaks.class)
class MixedSourcesIT {
    private final Bench bench = new Bench();

    @Test
    void takesOverFromACallerThatLeavesAndReturnsToIt() throws Exception {
        int srtPort = UdpPeer.freePort();
        int relayPort = UdpPeer.freePort();
        int backupPort = UdpPeer.freePort();
        try (bench;
                var receiver = new UdpPeer();
                var _ = Sending.start(new Programme(1, 0x1000, 0x1f1, 12), relayPort);
                var _ = Sending.start(new Programme(2, 0x1001, 0x2f2, 12), backupPort)) {
            FlowSpec flow = Specs.flow(
                            Specs.srtListenerSource(srtPort, SrtOptions.getDefaultInstance()),
                            Specs.udp("out", receiver.port()))
                    .toBuilder()
                    .addSources(Specs.udpSource("backup", backupPort))
                    .build();
            bench.flows.apply(flow);
            Process caller = call(relayPort, srtPort);
            try {
                Await.until(
                        "the encoder feeds",
                        () -> source(flow, 0).getSelected() && source(flow, 0).getConnected());
                Await.until("the backup stands by", () -> source(flow, 1).getStandby());
            } finally {
                Bench.end(caller);
            }
            long before = switches(flow).getTotal();
            Await.until("the backup feeds", () -> source(flow, 1).getSelected());
            assertThat(switches(flow).getDisconnection() + switches(flow).getSilence())
                    .isPositive();
            Process again = call(relayPort, srtPort);
            try {
                Await.until("the encoder feeds again", () -> source(flow, 0).getSelected());
                assertThat(switches(flow).getReturned()).isPositive();
                assertThat(switches(flow).getTotal()).isGreaterThan(before);
            } finally {
                Bench.end(again);
            }
            byte[] stream = receiver.received();
            assertThat(stream.length % Programme.PACKET).isZero();
            int announced = 0;
            for (int at = 0; at < stream.length; at += Programme.PACKET) {
                assertThat(stream[at]).isEqualTo((byte) 0x47);
                announced += Programme.isDiscontinuous(stream, at) && Programme.hasClock(stream, at) ? 1 : 0;
            }
            assertThat(announced).isEqualTo((int) switches(flow).getTotal());
        }
    }

    private SourceReport source(FlowSpec flow, int i) {
        var report = bench.report(flow);
        return i < report.getSourcesCount() ? report.getSources(i) : SourceReport.getDefaultInstance();
    }

    private SwitchReport switches(FlowSpec flow) {
        return bench.report(flow).getSwitches();
    }

    private static Process call(int from, int to) throws Exception {
        return Bench.program(
                "srt-live-transmit",
                "-q",
                "-a:no",
                "-chunk:1316",
                "-loglevel:error",
                "udp://127.0.0.1:" + from,
                "srt://127.0.0.1:" + to);
    }
}
