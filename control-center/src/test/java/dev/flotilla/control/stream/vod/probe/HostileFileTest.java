package dev.flotilla.control.stream.vod.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files that were made to harm whoever looks at them. */
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
