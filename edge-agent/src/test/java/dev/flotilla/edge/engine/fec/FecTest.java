package dev.flotilla.edge.engine.fec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import dev.flotilla.edge.engine.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class FecTest {
    private static final int SSRC = 0xfec;

    @Test
    void repairsAllThatCanBeRepaired() {
        Seeded.check(random -> new FecChannel(random).repairsAllThatCanBe());
    }

    @Test
    void survivesNoise() {
        Seeded.check(random -> {
            var header = new RtpHeader();
            var buffer = ByteBuffer.allocateDirect(2_000).order(ByteOrder.nativeOrder());
            try (var decoder = new FecDecoder((_, _, _, _) -> {})) {
                for (int i = 0; i < 200; i++) {
                    byte[] noise = new byte[random.nextInt(1_500)];
                    random.nextBytes(noise);
                    buffer.put(0, noise);
                    buffer.put(0, (byte) 0x80);
                    int length = noise.length;
                    if (random.nextBoolean()) {
                        decoder.repair(buffer, 0, length, i);
                    } else if (header.read(buffer, 0, length)) {
                        decoder.media(header, buffer, 0, length, i);
                    }
                }
                assertThat(decoder.repairPackets()).isNotNegative();
            }
        });
    }

    /** Half a repair packet repairs half a packet: the rest would be zeroes. */
    @Test
    void repairsNothingByARepairPacketThatWasCut() {
        var header = new RtpHeader();
        var buffer = ByteBuffer.allocateDirect(1_328).order(ByteOrder.nativeOrder());
        try (var decoder = new FecDecoder((_, _, _, _) -> {});
                var encoder = new FecEncoder(
                        1, 4, false, 0, (_, bytes, at, length) -> decoder.repair(bytes, at, length / 2, 0))) {
            for (int i = 0; i < 40; i++) {
                RtpHeader.write(buffer, 0, 33, i, i, SSRC);
                encoder.protect(buffer, 0, 1_328);
                if (i % 4 != 2) {
                    assertThat(header.read(buffer, 0, 1_328)).isTrue();
                    decoder.media(header, buffer, 0, 1_328, i);
                }
            }
            assertThat(decoder.repairPackets()).isEqualTo(9);
            assertThat(decoder.recovered()).isZero();
            assertThat(decoder.malformed()).isEqualTo(9);
        }
    }

    @Test
    void countsWhatNothingCanRepair() {
        var header = new RtpHeader();
        var buffer = ByteBuffer.allocateDirect(100).order(ByteOrder.nativeOrder());
        try (var decoder = new FecDecoder((_, _, _, _) -> {})) {
            for (int i = 0; i < 2_000; i++) {
                RtpHeader.write(buffer, 0, 33, (60_000 + i) & 0xffff, i, SSRC);
                if (i < 500 || i >= 507) {
                    assertThat(header.read(buffer, 0, 100)).isTrue();
                    decoder.media(header, buffer, 0, 100, i * 1_000_000L);
                }
            }
            assertThat(decoder.unrecoverable()).isEqualTo(7);
        }
    }
}
