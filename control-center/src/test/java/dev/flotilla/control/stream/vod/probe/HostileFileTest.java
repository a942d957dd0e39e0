package dev.flotilla.control.stream.vod.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files as no common program writes them, some of them made to harm whoever looks at them. */
class HostileFileTest {
    @Test
    void asksForNothingBeforeTheBeginningOfAFile() {
        byte[] file = ByteBuffer.allocate(64)
                .putInt(16)
                .put(text("ftypisomisom"))
                .putInt(1)
                .put(text("free"))
                .putLong(Long.MAX_VALUE - 8)
                .array();
        assertThatThrownBy(() -> Media.of(
                        (from, most) -> {
                            assertThat(from).isNotNegative();
                            return part(file, from, most);
                        },
                        file.length))
                .isInstanceOf(Media.Unusable.class)
                .hasMessageContaining("not whole");
    }

    @Test
    void keepsNoMoreOfTracksThanPeopleRead() throws Exception {
        int name = 3 << 20;
        ByteBuffer file = ByteBuffer.allocate(name + 100).putInt(0x1A45DFA3).put((byte) 0x80);
        element(file, 0x18538067, 4, name + 21);
        element(file, 0x1654AE6B, 4, name + 13);
        element(file, 0xAE, 1, name + 8);
        file.put((byte) 0x83).put((byte) 0x81).put((byte) 1);
        element(file, 0x86, 1, name);
        file.put(text("V".repeat(name)));
        byte[] bytes = Arrays.copyOf(file.array(), file.position());
        Media media = Media.of((from, most) -> part(bytes, from, most), bytes.length);
        assertThat(media.codecs())
                .singleElement()
                .satisfies(codec -> assertThat(codec.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void readsAClockInALongAdaptationField() throws Exception {
        int packets = 30;
        ByteBuffer file = ByteBuffer.allocate(188 * packets);
        section(file, 0, new byte[] {0, (byte) 0xb0, 13, 0, 1, (byte) 0xc1, 0, 0, 0, 1, (byte) 0xe1, 0, 0, 0, 0, 0});
        section(file, 0x100, new byte[] {
            2,
            (byte) 0xb0,
            18,
            0,
            1,
            (byte) 0xc1,
            0,
            0,
            (byte) 0xe1,
            1,
            (byte) 0xf0,
            0,
            0x1b,
            (byte) 0xe1,
            1,
            (byte) 0xf0,
            0,
            0,
            0,
            0,
            0
        });
        for (int i = 2; i < packets; i++) {
            int ticks = i == packets - 1 ? 180_000 : 0;
            file.position(188 * i)
                    .put((byte) 0x47)
                    .putShort((short) 0x101)
                    .put((byte) 0x20)
                    .put((byte) 183)
                    .put((byte) 0x10)
                    .putInt(ticks >>> 1);
        }
        Media media = Media.of((from, most) -> part(file.array(), from, most), file.capacity());
        assertThat(media.durationMs()).isEqualTo(2000);
    }

    private static void section(ByteBuffer file, int pid, byte[] table) {
        int at = file.position();
        file.put((byte) 0x47)
                .putShort((short) (0x4000 | pid))
                .put((byte) 0x10)
                .put((byte) 0)
                .put(table);
        file.position(at + 188);
    }

    private static void element(ByteBuffer file, int id, int idBytes, int size) {
        if (idBytes == 4) {
            file.putInt(id);
        } else {
            file.put((byte) id);
        }
        file.putInt(0x10000000 | size);
    }

    private static byte[] part(byte[] file, long from, int most) {
        return Arrays.copyOfRange(file, (int) Math.min(from, file.length), (int) Math.min(file.length, from + most));
    }

    private static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
