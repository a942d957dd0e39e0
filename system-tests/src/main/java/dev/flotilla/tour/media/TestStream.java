package dev.flotilla.tour.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An encoder: ffmpeg sends a test pattern with tone, H.264 and AAC in MPEG-TS, to an SRT listener on this machine. */
public final class TestStream implements AutoCloseable {
    public static final long BITRATE_BPS = 1_500_000;
    private final Process process;

    private TestStream(Process process) {
        this.process = process;
    }

    /**
     * Begins to send.
     *
     * @param log takes what ffmpeg says
     */
    public static TestStream toSrt(int port, String streamId, Path log) throws IOException {
        var url = new StringBuilder("srt://127.0.0.1:" + port + "?mode=caller&pkt_size=1316");
        if (!streamId.isEmpty()) {
            url.append("&streamid=").append(streamId);
        }
        var command = new ArrayList<>(List.of(
                "ffmpeg",
                "-nostdin",
                "-hide_banner",
                "-loglevel",
                "warning",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=640x360:rate=25",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-tune",
                "zerolatency",
                "-pix_fmt",
                "yuv420p",
                "-g",
                "25",
                "-b:v",
                "1200k",
                "-c:a",
                "aac",
                "-b:a",
                "96k",
                "-f",
                "mpegts",
                "-muxrate",
                Long.toString(BITRATE_BPS),
                url.toString()));
        return new TestStream(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    public boolean isSending() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
