package dev.flotilla.tour.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A video file as somebody might have it: a test pattern with tone, H.264 and AAC. */
public final class TestFile {
    public static final int HEIGHT = 360;

    private static final int DEADLINE_S = 60;

    private TestFile() {}

    /** Four seconds of MP4, written there; answers the path. */
    public static Path mp4(Path path) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-y",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=640x" + HEIGHT + ":rate=25:duration=4",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=440:sample_rate=48000:duration=4",
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p",
                        "-c:a",
                        "aac",
                        path.toString()))
                .inheritIO()
                .start();
        try {
            if (!process.waitFor(DEADLINE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("ffmpeg could not write " + path);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return path;
    }
}
