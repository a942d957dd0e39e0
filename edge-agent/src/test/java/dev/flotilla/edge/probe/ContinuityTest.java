package dev.flotilla.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContinuityTest {
    private static final int PAYLOAD = 0x10;
    private static final int ADAPTATION = 0x20;

    private final Continuity continuity = new Continuity();

    @Test
    void findsNothingInAnUnbrokenStreamThatWrapsAround() {
        for (int counter = 0; counter < 40; counter++) {
            look(256, PAYLOAD, counter);
            look(257, PAYLOAD, counter + 5);
        }
        assertThat(continuity.errors()).isZero();
    }

    @Test
    void countsAGapOnce() {
        look(256, PAYLOAD, 0);
        look(256, PAYLOAD, 3);
        look(256, PAYLOAD, 4);
        assertThat(continuity.errors()).isEqualTo(1);
    }

    @Test
    void allowsOneRepetition() {
        look(256, PAYLOAD, 0);
        look(256, PAYLOAD, 0);
        assertThat(continuity.errors()).isZero();
        look(256, PAYLOAD, 0);
        assertThat(continuity.errors()).isEqualTo(1);
    }

    @Test
    void expectsNoStepWithoutPayloadAndNoneOfNullPackets() {
        look(256, PAYLOAD, 0);
        look(256, ADAPTATION, 0);
        look(0x1fff, PAYLOAD, 7);
        look(0x1fff, PAYLOAD, 3);
        look(256, PAYLOAD, 1);
        assertThat(continuity.errors()).isZero();
    }

    @Test
    void acceptsABreakThatIsAnnounced() {
        look(256, PAYLOAD, 0);
        byte[] packet = packet(256, ADAPTATION | PAYLOAD, 9);
        packet[4] = 1;
        packet[5] = (byte) 0x80;
        continuity.look(packet, packet.length);
        assertThat(continuity.errors()).isZero();
    }

    @Test
    void countsALostSyncByte() {
        continuity.look(new byte[Continuity.PACKET_BYTES], Continuity.PACKET_BYTES);
        assertThat(continuity.errors()).isEqualTo(1);
    }

    private void look(int pid, int control, int counter) {
        byte[] packet = packet(pid, control, counter & 0x0f);
        continuity.look(packet, packet.length);
    }

    private static byte[] packet(int pid, int control, int counter) {
        byte[] packet = new byte[Continuity.PACKET_BYTES];
        packet[0] = 0x47;
        packet[1] = (byte) (pid >> 8);
        packet[2] = (byte) pid;
        packet[3] = (byte) (control | counter);
        return packet;
    }
}
