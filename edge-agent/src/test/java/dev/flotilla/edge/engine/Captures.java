package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded streams, made by ffmpeg when a test first needs them. */
final class Captures {
    private static final Path FOLDER = Path.of("target/captures");

    private Captures() {}

    /** Four seconds of pictures and sound, whole packets, without a break. */
    static synchronized byte[] television() throws Exception {
        Path file = Files.createDirectories(FOLDER).resolve("television.ts");
        if (!Files.exists(file)) {
            Process ffmpeg = Bench.program(
                    "ffmpeg",
                    "-nostdin",
                    "-y",
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc2=size=640x360:rate=25",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=frequency=440",
                    "-t",
                    "4",
                    "-c:v",
                    "libx264",
                    "-preset",
                    "ultrafast",
                    "-c:a",
                    "aac",
                    "-f",
                    "mpegts",
                    "-muxrate",
                    "4M",
                    file.toString());
            assertThat(ffmpeg.waitFor()).as("ffmpeg's exit code").isZero();
        }
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes.length % 188).isZero();
        return bytes;
    }
}
