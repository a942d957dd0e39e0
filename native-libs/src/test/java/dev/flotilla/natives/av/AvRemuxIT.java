package dev.flotilla.natives.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.natives.handle.NothingLeaks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Demuxer and muxer with the real libraries, over bytes in memory. */
@ExtendWith(NothingLeaks.class)
class AvRemuxIT {
    private static final Path TARGET = Path.of("target");

    @BeforeAll
    static void load() throws Exception {
        Av.load(AvBundle.find(null, TARGET.resolve("libraries")));
    }

    @Test
    void carriesFramesIntoAnotherContainer() throws Exception {
        ByteBuffer flv = recorded();
        var ts = new ByteArrayOutputStream();
        int frames = 0;
        try (var demuxer = AvDemuxer.open("flv", target -> copy(flv, target), 4_096, Map.of());
                var muxer = AvMuxer.open("mpegts", bytes -> collect(bytes, ts), 13_160, false);
                var packet = new AvPacket()) {
            assertThat(demuxer.tracks().stream().map(AvTrack::toString))
                    .containsExactlyInAnyOrder("h264 160x90", "aac 44100 Hz 1 channels");
            List<AvTrack> targets = new ArrayList<>();
            for (AvTrack track : demuxer.tracks()) {
                targets.add(muxer.add(track));
            }
            muxer.begin(Map.of());
            while (demuxer.read(packet)) {
                AvTrack track = targets.get(packet.track());
                long scale = track.timeBaseDenominator() / 1_000;
                packet.retime(track.index(), packet.decodeTime() * scale, packet.presentationTime() * scale);
                muxer.write(packet);
                frames++;
            }
            muxer.end();
        }
        assertThat(frames).isGreaterThan(50);
        assertThat(ts.size() % 188).isZero();
        assertThat(ts.toByteArray()).startsWith(0x47);
    }

    @Test
    void refusesGarbageInWords() {
        var random = new Random(7);
        var garbage = ByteBuffer.allocate(1 << 20);
        random.nextBytes(garbage.array());
        assertThatThrownBy(() -> {
                    try (var demuxer = AvDemuxer.open("flv", target -> copy(garbage, target), 4_096, Map.of());
                            var packet = new AvPacket()) {
                        while (demuxer.read(packet)) {
                            packet.clear();
                        }
                        throw new IOException("came to the end of it");
                    }
                })
                .isInstanceOf(IOException.class)
                .message()
                .isNotEmpty();
    }

    @Test
    void handsOnWhyTheInputFailed() {
        AvInput broken = target -> {
            throw new IOException("the cable is cut");
        };
        assertThatThrownBy(() -> AvDemuxer.open("flv", broken, 4_096, Map.of()))
                .isInstanceOf(AvException.class)
                .hasMessageContaining("the cable is cut");
    }

    private static int copy(ByteBuffer from, ByteBuffer target) {
        if (!from.hasRemaining()) {
            return -1;
        }
        int bytes = Math.min(from.remaining(), target.remaining());
        target.put(from.slice(from.position(), bytes));
        from.position(from.position() + bytes);
        return bytes;
    }

    private static void collect(ByteBuffer bytes, ByteArrayOutputStream all) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        all.writeBytes(copy);
    }

    private static ByteBuffer recorded() throws Exception {
        Path file = TARGET.resolve("recorded.flv");
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-y",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=160x90:rate=25",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine",
                        "-t",
                        "2",
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        "libx264",
                        "-c:a",
                        "aac",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(ffmpeg.waitFor()).isZero();
        return ByteBuffer.wrap(Files.readAllBytes(file));
    }
}
