package dev.flotilla.edge.engine;

import java.util.ArrayList;
import java.util.List;

/** Debian's ffmpeg as a live encoder of a test picture and a tone. */
final class Encoder {
    private Encoder() {}

    /** Encodes H.264 and AAC until it is ended, into whatever the last arguments say. */
    static Process start(String... output) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-re",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=320x180:rate=25",
                "-f",
                "lavfi",
                "-i",
                "sine=sample_rate=48000",
                "-pix_fmt",
                "yuv420p",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-tune",
                "zerolatency",
                "-g",
                "25",
                "-b:v",
                "1M",
                "-c:a",
                "aac"));
        command.addAll(List.of(output));
        return Bench.program(command.toArray(String[]::new));
    }

    /** Publishes by RTMP to a listener on this machine. */
    static Process publishing(int port, String path) throws Exception {
        return start("-f", "flv", "rtmp://127.0.0.1:" + port + "/" + path);
    }
}
