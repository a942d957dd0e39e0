package dev.flotilla.control.stream.vod.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against files that ffmpeg makes. */
class MediaIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.mp4, -movflags +faststart, mp4",
        "a.mp4, -movflags 0, mp4",
        "a.mov, -movflags 0, mp4",
        "a.mkv, -flush_packets 1, matroska",
        "a.ts, -flush_packets 1, mpegts"
    })
    void tellsContainerCodecsAndDuration(String name, String options, String container) throws Exception {
        byte[] file = made(name, options, "libx264", "aac");
        Media media = media(file);
        assertThat(media.container()).isEqualTo(container);
        assertThat(media.codecs()).isEqualTo(List.of("h264", "aac"));
        assertThat(media.durationMs()).isBetween(2700L, 3300L);
        if (!container.equals("mpegts")) {
            assertThat(media.width()).isEqualTo(320);
            assertThat(media.height()).isEqualTo(180);
        }
    }

    @Test
    void readsWebM() throws Exception {
        assertThat(media(made("a.webm", "-deadline realtime", "libvpx", "libopus"))
                        .codecs())
                .isEqualTo(List.of("vp8", "opus"));
    }

    @Test
    void refusesWhatIsCutOrNoMedia() throws Exception {
        byte[] whole = made("a.mp4", "-movflags 0", "libx264", "aac");
        assertThatThrownBy(() -> media(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(Media.Unusable.class)
                .hasMessageContaining("not whole");
        assertThatThrownBy(() -> media("hello, world".repeat(1000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Media.Unusable.class);
        assertThatThrownBy(() -> media(new byte[0])).isInstanceOf(Media.Unusable.class);
    }

    @Test
    void neverFailsOtherwiseWhateverIsInTheFile() throws Exception {
        for (String name : List.of("a.mp4", "a.mkv", "a.ts")) {
            byte[] whole = made(name, "-flush_packets 1", "libx264", "aac");
            var random = new Random(5);
            for (int i = 0; i < 2000; i++) {
                byte[] damaged = whole.clone();
                for (int hits = random.nextInt(40); hits >= 0; hits--) {
                    damaged[random.nextInt(Math.min(damaged.length, 4000))] = (byte) random.nextInt();
                }
                try {
                    media(Arrays.copyOf(damaged, random.nextBoolean() ? damaged.length : random.nextInt(4000)));
                } catch (Media.Unusable e) {
                    assertThat(e.getMessage()).isNotEmpty();
                }
            }
        }
    }

    private static Media media(byte[] file) throws Media.Unusable {
        return Media.of(
                (from, most) -> Arrays.copyOfRange(
                        file, (int) Math.min(from, file.length), (int) Math.min(file.length, from + most)),
                file.length);
    }

    private byte[] made(String name, String options, String video, String audio) throws Exception {
        Path file = folder.resolve(name);
        String command = "ffmpeg -v error -y -f lavfi -i testsrc2=s=320x180:r=25 -f lavfi -i sine -t 3 -pix_fmt yuv420p"
                + " -c:v " + video + " -c:a " + audio + " " + options + " " + file;
        Process process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return Files.readAllBytes(file);
    }
}
