package dev.flotilla.edge.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ContinuityTest {
    private static final int PAYLOAD = 0x10;
    private static final int ADAPTATION = 0x20;

    private final Continuity continuity = new Continuity();

    private void packet(int pid, int control, int counter, int... adaptation) {
        var packet = ByteBuffer.allocate(188);
        packet.put((byte) 0x47).put((byte) (pid >> 8)).put((byte) pid).put((byte) (control | (counter & 0x0f)));
        packet.put((byte) adaptation.length);
        for (int value : adaptation) {
            packet.put((byte) value);
        }
        continuity.check(packet, 0, 188);
    }

    @Test
    void acceptsCountersThatGoRoundOnSeveralPids() {
        for (int i = 0; i < 40; i++) {
            packet(0x100, PAYLOAD, i);
            packet(0x101, PAYLOAD, i + 5);
        }
        assertThat(continuity.errors()).isZero();
    }

    @Test
    void countsAMissingPacketOnce() {
        packet(0x100, PAYLOAD, 1);
        packet(0x100, PAYLOAD, 3);
        packet(0x100, PAYLOAD, 4);
        assertThat(continuity.errors()).isEqualTo(1);
    }

    @Test
    void allowsOneRepetition() {
        packet(0x100, PAYLOAD, 1);
        packet(0x100, PAYLOAD, 1);
        packet(0x100, PAYLOAD, 2);
        assertThat(continuity.errors()).isZero();
        packet(0x100, PAYLOAD, 2);
        packet(0x100, PAYLOAD, 2);
        assertThat(continuity.errors()).isEqualTo(1);
    }

    @Test
    void doesNotCountPacketsWithoutPayload() {
        packet(0x100, PAYLOAD, 1);
        packet(0x100, ADAPTATION, 1, 0);
        packet(0x100, ADAPTATION, 1, 0);
        packet(0x100, PAYLOAD | ADAPTATION, 2, 0);
        assertThat(continuity.errors()).isZero();
        packet(0x100, ADAPTATION, 5, 0);
        assertThat(continuity.errors()).isEqualTo(1);
    }

    @Test
    void believesTheDiscontinuityIndicator() {
        packet(0x100, PAYLOAD, 1);
        packet(0x100, PAYLOAD | ADAPTATION, 9, 0x80);
        packet(0x100, PAYLOAD, 10);
        assertThat(continuity.errors()).isZero();
    }

    @Test
    void ignoresNullPackets() {
        packet(0x1fff, PAYLOAD, 1);
        packet(0x1fff, PAYLOAD, 7);
        assertThat(continuity.errors()).isZero();
    }

    @Test
    void beginsAfreshWithAnotherStream() {
        packet(0x100, PAYLOAD, 1);
        continuity.restart();
        packet(0x100, PAYLOAD, 9);
        assertThat(continuity.errors()).isZero();
    }
}
