package dev.flotilla.tour.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An encoder: ffmpeg sends a test pattern with tone, H.264 and AAC, to a port of this machine. */
public final class TestStream implements AutoCloseable {
    public static final long BITRATE_BPS = 1_500_000;

    private static final List<String> MPEG_TS = List.of("-f", "mpegts", "-muxrate", Long.toString(BITRATE_BPS));

    private final Process process;

    private TestStream(Process process) {
        this.process = process;
    }

    /**
     * Calls an SRT listener.
     *
     * @param log takes what ffmpeg says
     */
    public static TestStream toSrt(int port, String streamId, Path log) throws IOException {
        var url = new StringBuilder("srt://127.0.0.1:" + port + "?mode=caller&pkt_size=1316");
        if (!streamId.isEmpty()) {
            url.append("&streamid=").append(streamId);
        }
        return send(MPEG_TS, url.toString(), log);
    }

    /** Sends datagrams of seven transport-stream packets. */
    public static TestStream toUdp(int port, Path log) throws IOException {
        return send(MPEG_TS, "udp://127.0.0.1:" + port + "?pkt_size=1316", log);
    }

    /** Sends RIST, main profile. */
    public static TestStream toRist(int port, Path log) throws IOException {
        return send(MPEG_TS, "rist://127.0.0.1:" + port + "?pkt_size=1316", log);
    }

    /** Publishes RTMP, as an encoder for the web does. */
    public static TestStream toRtmp(int port, String path, Path log) throws IOException {
        return send(List.of("-f", "flv"), "rtmp://127.0.0.1:" + port + path, log);
    }

    private static TestStream send(List<String> format, String url, Path log) throws IOException {
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
                "96k"));
        command.addAll(format);
        command.add(url);
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
