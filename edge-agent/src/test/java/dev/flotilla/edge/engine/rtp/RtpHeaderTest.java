package dev.flotilla.edge.engine.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtpHeaderTest {
    private final RtpHeader header = new RtpHeader();

    private boolean reads(String hex) {
        byte[] packet = HexFormat.ofDelimiter(" ").parseHex(hex);
        var bytes = ByteBuffer.allocateDirect(packet.length + 3).order(ByteOrder.LITTLE_ENDIAN);
        return header.read(bytes.put(3, packet), 3, packet.length);
    }

    @Test
    void readsThePartThatEachPacketHas() {
        assertThat(reads("80 a1 ff fe 80 00 00 01 de ad be ef 47 00")).isTrue();
        assertThat(header.payloadType()).isEqualTo(33);
        assertThat(header.isMarked()).isTrue();
        assertThat(header.sequence()).isEqualTo(65534);
        assertThat(header.timestamp()).isEqualTo(0x80000001);
        assertThat(header.ssrc()).isEqualTo(0xdeadbeef);
        assertThat(header.payloadOffset()).isEqualTo(3 + 12);
        assertThat(header.payloadLength()).isEqualTo(2);
    }

    @Test
    void leavesOutContributingSourcesExtensionAndPadding() {
        String contributing = "00 00 00 07 00 00 00 08";
        String extension = "be de 00 01 11 22 33 44";
        assertThat(reads("b2 21 00 01 00 00 00 02 00 00 00 03 " + contributing + " " + extension + " 47 48 49 00 02"))
                .isTrue();
        assertThat(header.payloadOffset()).isEqualTo(3 + 12 + 8 + 8);
        assertThat(header.payloadLength()).isEqualTo(3);
    }

    @Test
    void refusesWhatIsNoRtp() {
        assertThat(reads("80 21 00 01 00 00 00 02 00 00 00")).as("too short").isFalse();
        assertThat(reads("47 21 00 01 00 00 00 02 00 00 00 03 47"))
                .as("version 1")
                .isFalse();
        assertThat(reads("8f 21 00 01 00 00 00 02 00 00 00 03 47"))
                .as("15 contributing sources that are not there")
                .isFalse();
        assertThat(reads("90 21 00 01 00 00 00 02 00 00 00 03 be de 00 09 47"))
                .as("an extension beyond the end")
                .isFalse();
        assertThat(reads("90 21 00 01 00 00 00 02 00 00 00 03 be de"))
                .as("half an extension header")
                .isFalse();
        assertThat(reads("a0 21 00 01 00 00 00 02 00 00 00 03 47 48 63"))
                .as("more padding than packet")
                .isFalse();
        assertThat(reads("a0 21 00 01 00 00 00 02 00 00 00 03 47 48 00"))
                .as("padding of no length")
                .isFalse();
    }

    @Test
    void readsWhatItWrites() {
        var bytes = ByteBuffer.allocateDirect(40);
        RtpHeader.write(bytes, 5, 33, 65535, -2, -3);
        assertThat(header.read(bytes, 5, 20)).isTrue();
        assertThat(header.payloadType()).isEqualTo(33);
        assertThat(header.sequence()).isEqualTo(65535);
        assertThat(header.timestamp()).isEqualTo(-2);
        assertThat(header.ssrc()).isEqualTo(-3);
        assertThat(header.payloadLength()).isEqualTo(8);
    }

    @Test
    void countsOnAfterTheLastSequenceNumber() {
        assertThat(Sequence.extend(2, 65_535)).isEqualTo(65_538);
        assertThat(Sequence.extend(65_535, 65_538)).isEqualTo(65_535);
        assertThat(Sequence.extend(7, 10 * 65_536L + 5)).isEqualTo(10 * 65_536L + 7);
        assertThat(Sequence.distance(65_535, 3)).isEqualTo(4);
    }
}
