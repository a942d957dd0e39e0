package dev.flotilla.edge.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import dev.flotilla.edge.engine.NumberedPackets;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final int MOST = 9_000;

    private final byte[] stream = new NumberedPackets().take(60);

    /** Cuts the stream at any places; what reaches the ring are its packets, in order, in slots of whole packets. */
    @Test
    void findsEachPacketHoweverTheStreamIsCut() {
        Seeded.check(this::findsEachPacket);
    }

    private void findsEachPacket(RandomGenerator random) {
        try (var ring = new Ring(256)) {
            var intake = new Intake(ring::append, MOST);
            int at = 0;
            while (at < stream.length) {
                int length = Math.min(random.nextInt(1, 2_001), stream.length - at);
                accept(intake, at, length);
                at += length;
            }
            long bytes = 0;
            for (long packet = 0; packet < ring.head(); packet++) {
                assertThat(ring.length(packet) % 188).isZero();
                bytes += ring.length(packet);
            }
            assertThat(bytes).isEqualTo(stream.length);
            assertThat(intake.watch().continuityErrors()).isZero();
            assertThat(intake.strayBytes()).isZero();
        }
    }

    @Test
    void keepsADatagramOfWholePacketsTogether() {
        try (var ring = new Ring(16)) {
            var intake = new Intake(ring::append, MOST);
            accept(intake, 0, 3 * 188);
            accept(intake, 3 * 188, 7 * 188);
            assertThat(ring.head()).isEqualTo(2);
            assertThat(ring.length(0)).isEqualTo(3 * 188);
            assertThat(ring.length(1)).isEqualTo(7 * 188);
        }
    }

    @Test
    void cutsALongerDatagramIntoSlots() {
        try (var ring = new Ring(16)) {
            var intake = new Intake(ring::append, MOST);
            accept(intake, 0, 16 * 188);
            assertThat(ring.head()).isEqualTo(3);
            assertThat(ring.length(2)).isEqualTo(2 * 188);
        }
    }

    @Test
    void dropsAndCountsWhatIsNoTransportStream() {
        try (var ring = new Ring(16)) {
            var intake = new Intake(ring::append, MOST);
            intake.accept(ByteBuffer.allocateDirect(2_000), 0, 2_000, 0);
            assertThat(ring.head()).isZero();
            assertThat(intake.strayBytes()).isPositive();
            accept(intake, 0, 20 * 188);
            assertThat(intake.strayBytes()).isEqualTo(2_000);
            assertThat(ring.head()).isPositive();
        }
    }

    private void accept(Intake intake, int offset, int length) {
        var datagram = ByteBuffer.allocateDirect(length).put(stream, offset, length);
        intake.accept(datagram, 0, length, 0);
    }
}
