package dev.flotilla.edge.engine;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ffmpeg program of the jar whose libraries the media helper uses: it speaks Enhanced RTMP, Debian 12's does not. */
final class Ffmpeg8 {
    private static final String IN_JAR = "org/bytedeco/ffmpeg/linux-x86_64/";
    private static final List<String> FILES = List.of(
            "ffmpeg",
            "libavcodec.so.62",
            "libavdevice.so.62",
            "libavfilter.so.11",
            "libavformat.so.62",
            "libavutil.so.60",
            "libdrm.so.2",
            "libswresample.so.6",
            "libswscale.so.9",
            "libva-drm.so.2",
            "libva.so.2");

    private Ffmpeg8() {}

    /** Runs it until the test ends it. */
    static Process start(String... arguments) throws Exception {
        Path folder = unpacked();
        List<String> command = new ArrayList<>(List.of(folder.resolve("ffmpeg").toString(), "-v", "error", "-nostdin"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target/ffmpeg8-" + System.nanoTime() + ".log"));
        builder.environment().put("LD_LIBRARY_PATH", folder.toString());
        return builder.start();
    }

    private static synchronized Path unpacked() throws Exception {
        Path folder = Path.of("target/ffmpeg8").toAbsolutePath();
        if (Files.exists(folder.resolve("complete"))) {
            return folder;
        }
        Files.createDirectories(folder);
        for (String file : FILES) {
            try (InputStream in = Ffmpeg8.class.getClassLoader().getResourceAsStream(IN_JAR + file)) {
                Files.write(folder.resolve(file), in.readAllBytes());
            }
        }
        if (!folder.resolve("ffmpeg").toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make ffmpeg executable");
        }
        Files.createFile(folder.resolve("complete"));
        return folder;
    }
}
