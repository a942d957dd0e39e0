package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.ProgramMap;
import dev.flotilla.edge.engine.stream.TsPacket;
import dev.flotilla.proto.flow.v1.StreamErrors;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What another program's stream looks like to the watch over it: four seconds of ffmpeg's, in its own time. */
class TelevisionIT {
    private static final int DATAGRAM = 7 * TsPacket.BYTES;
    private static final long NS_PER_DATAGRAM = DATAGRAM * 8L * 1_000_000_000L / 4_000_000;

    private int entries;
    private final Intake intake = new Intake(this::look, 2_000);

    private void look(ByteBuffer bytes, int offset, int length, long arrivedNs) {
        int pid = intake.watch().map().entryPid();
        for (int at = offset; at < offset + length; at += TsPacket.BYTES) {
            if (pid != ProgramMap.NONE && TsPacket.pid(bytes, at) == pid && TsPacket.isRandomAccess(bytes, at)) {
                entries++;
            }
        }
    }

    @Test
    void hasNoErrorsAndPlacesToEnter() throws Exception {
        var bytes = ByteBuffer.wrap(Captures.television());
        long nowNs = NS_PER_DATAGRAM;
        for (int at = 0; at + DATAGRAM <= bytes.capacity(); at += DATAGRAM) {
            intake.accept(bytes, at, DATAGRAM, nowNs);
            intake.tend(nowNs);
            nowNs += NS_PER_DATAGRAM;
        }
        assertThat(intake.watch().errors()).isEqualTo(StreamErrors.getDefaultInstance());
        assertThat(intake.watch().continuityErrors()).isZero();
        assertThat(intake.watch().map().entryPid()).isEqualTo(0x100);
        assertThat(intake.watch().hasAll(new int[] {0, 0x100, 0x101, 0x1000})).isTrue();
        assertThat(entries).isPositive();
    }
}
