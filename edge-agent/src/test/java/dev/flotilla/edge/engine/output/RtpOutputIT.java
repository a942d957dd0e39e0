package dev.flotilla.edge.engine.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.Await;
import dev.flotilla.edge.engine.ImpairedPath;
import dev.flotilla.edge.engine.ImpairedPath.Impairment;
import dev.flotilla.edge.engine.NoLeaks;
import dev.flotilla.edge.engine.UdpPeer;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.proto.flow.v1.FecMatrix;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.RtpSender;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An RTP output stepped by hand. */
@ExtendWith(NoLeaks.class)
class RtpOutputIT {
    private static final int SLOTS = 2_048;
    /** A reader may fall behind by half a ring. */
    private static final int WAITING = SLOTS / 2;

    private static final int ROWS = 4;

    private static final Notices NOBODY = new Notices() {
        @Override
        public void connected(String peer) {}

        @Override
        public void lost(String peer, String why) {}
    };

    /** After a stall half a ring waits: far more repair packets than are sent at a time. */
    @Test
    void sendsAllRepairPacketsOfWhatWaited() throws Exception {
        int port = UdpPeer.freePort();
        var packet = ByteBuffer.allocateDirect(Ring.SLOT_BYTES);
        var spec = dev.flotilla.proto.flow.v1.Output.newBuilder()
                .setName("out")
                .setEnabled(true)
                .setSmoothingMs(0)
                .setRtp(RtpSender.newBuilder()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setFec(FecMatrix.newBuilder().setColumns(1).setRows(ROWS)))
                .build();
        try (var _ = new ImpairedPath(port, port, _ -> Impairment.LOST);
                var _ = new ImpairedPath(port + 2, port, _ -> Impairment.LOST);
                var ring = new Ring(SLOTS);
                var output = Outputs.of(spec, ring, NOBODY)) {
            Await.until("media and repair packets are sent", () -> {
                output.tend(System.nanoTime());
                ring.append(packet, 0, Ring.SLOT_BYTES, System.nanoTime());
                output.send(System.nanoTime());
                return report(output).getRepairPacketsSent() > 0;
            });
            OutputReport before = report(output);
            for (int i = 0; i < WAITING; i++) {
                ring.append(packet, 0, Ring.SLOT_BYTES, System.nanoTime());
            }
            assertThat(output.send(System.nanoTime())).isEqualTo(WAITING);
            OutputReport after = report(output);
            assertThat(after.getRepairPacketsDropped()).isEqualTo(before.getRepairPacketsDropped());
            assertThat(after.getRepairPacketsSent() - before.getRepairPacketsSent())
                    .isEqualTo(WAITING / ROWS);
        }
    }

    private static OutputReport report(Output output) {
        var report = OutputReport.newBuilder();
        output.describe(report);
        return report.build();
    }
}
