package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded streams, made by ffmpeg when a test first needs them. */
final class Captures {
    private static final Path FOLDER = Path.of("target/captures");

    /** Where {@link #television} keeps its stream. */
    static final Path FILE = FOLDER.resolve("television.ts");

    private Captures() {}

    /** Four seconds of pictures and sound, whole packets, without a break. */
    static synchronized byte[] television() throws Exception {
        Files.createDirectories(FOLDER);
        if (!Files.exists(FILE)) {
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
                    FILE.toString());
            assertThat(ffmpeg.waitFor()).as("ffmpeg's exit code").isZero();
        }
        byte[] bytes = Files.readAllBytes(FILE);
        assertThat(bytes.length % 188).isZero();
        return bytes;
    }

    /** An ffmpeg that sends {@link #television} to a UDP port, again and again, at its own pace. */
    static Process encoder(int port) throws Exception {
        television();
        String to = "udp://127.0.0.1:" + port + "?pkt_size=1316";
        return Bench.program(
                "ffmpeg",
                "-nostdin",
                "-re",
                "-stream_loop",
                "-1",
                "-i",
                FILE.toString(),
                "-c",
                "copy",
                "-f",
                "mpegts",
                to);
    }
}
