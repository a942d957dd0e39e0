package dev.flotilla.edge.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.Seeded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ChunkTest {
    private static final int[] TYPES = {RtmpMessage.AUDIO, RtmpMessage.VIDEO, RtmpMessage.DATA, RtmpMessage.COMMAND};

    @Test
    void readsWhatItWrites() {
        Seeded.check(random -> {
            List<RtmpMessage> messages = messages(random);
            try {
                var bytes = new ByteArrayOutputStream();
                var out = new ChunkOutput(bytes);
                for (RtmpMessage message : messages) {
                    out.write(message);
                }
                var input = new ChunkInput(new ByteArrayInputStream(bytes.toByteArray()));
                for (RtmpMessage message : messages) {
                    RtmpMessage read = input.read();
                    assertThat(read.type()).isEqualTo(message.type());
                    assertThat(read.streamId()).isEqualTo(message.streamId());
                    assertThat(read.timestampMs()).isEqualTo(message.timestampMs());
                    assertThat(Arrays.equals(read.body(), message.body())).isTrue();
                }
                assertThat(input.bytesRead()).isEqualTo(bytes.size());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void takesExtendedTimesThatAreNotRepeated() throws Exception {
        var bytes = new ByteArrayOutputStream();
        // A whole header with the time 0x01000000 in its extension, then the second chunk without it.
        bytes.writeBytes(new byte[] {3, -1, -1, -1, 0, 0, (byte) 200, 9, 1, 0, 0, 0, 1, 0, 0, 0});
        bytes.writeBytes(new byte[128]);
        bytes.write(0xc3);
        bytes.writeBytes(new byte[72]);
        RtmpMessage message = new ChunkInput(new ByteArrayInputStream(bytes.toByteArray())).read();
        assertThat(message.timestampMs()).isEqualTo(0x01000000);
        assertThat(message.body()).hasSize(200);
    }

    @Test
    void refusesMessagesThatWouldFillTheMemory() {
        byte[] announced = {3, 0, 0, 0, -1, -1, -1, 9, 1, 0, 0, 0};
        assertThatThrownBy(() -> new ChunkInput(new ByteArrayInputStream(announced)).read())
                .isInstanceOf(RtmpException.class)
                .hasMessageContaining("a message of 16777215 bytes");
    }

    @Test
    void takesLargeMessagesOnlyWhenItExpectsMedia() throws Exception {
        var bytes = new ByteArrayOutputStream();
        new ChunkOutput(bytes).write(new RtmpMessage(RtmpMessage.VIDEO, 1, 0, new byte[70_000]));
        var stranger = new ChunkInput(new ByteArrayInputStream(bytes.toByteArray()));
        assertThatThrownBy(stranger::read).isInstanceOf(RtmpException.class).hasMessage("a message of 70000 bytes");
        var publisher = new ChunkInput(new ByteArrayInputStream(bytes.toByteArray()));
        publisher.expectMedia();
        assertThat(publisher.read().body()).hasSize(70_000);
    }

    @Test
    void boundsWhatAStrangerLeavesUnfinished() throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (int chunkStream = 3; chunkStream < 6; chunkStream++) {
            // Half of the 60,000 bytes that are announced.
            bytes.writeBytes(new byte[] {(byte) chunkStream, 0, 0, 0, 0, (byte) 0xea, 0x60, 9, 1, 0, 0, 0});
            bytes.writeBytes(new byte[30_000]);
        }
        var input = new ChunkInput(new ByteArrayInputStream(bytes.toByteArray()));
        input.chunkBytes(30_000);
        assertThatThrownBy(input::read)
                .isInstanceOf(RtmpException.class)
                .hasMessage("messages of more than 65536 bytes at the same time");
    }

    @Test
    void endsAtAnyGarbageInWords() {
        Seeded.check(random -> {
            byte[] garbage = new byte[random.nextInt(5_000)];
            random.nextBytes(garbage);
            var input = new ChunkInput(new ByteArrayInputStream(garbage));
            try {
                while (true) {
                    input.read();
                }
            } catch (IOException refused) {
                assertThat(refused).message().isNotEmpty();
            }
        });
    }

    private static List<RtmpMessage> messages(RandomGenerator random) {
        List<RtmpMessage> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            byte[] body = new byte[random.nextInt(1_000)];
            random.nextBytes(body);
            long timestampMs = random.nextBoolean() ? random.nextInt(1_000_000) : random.nextLong(1L << 32);
            messages.add(new RtmpMessage(TYPES[random.nextInt(TYPES.length)], random.nextInt(3), timestampMs, body));
        }
        return messages;
    }
}
