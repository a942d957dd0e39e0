package dev.flotilla.tour.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What FFmpeg makes of a stream: the codecs it finds, and whether it can decode all of it. */
public final class Decoder {
    private Decoder() {}

    /** Names of the codecs, for example "h264 aac". */
    public static String codecs(String url) throws IOException {
        return run(
                        List.of("ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", url),
                        Duration.ofSeconds(30))
                .lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .reduce("", (all, codec) -> (all + " " + codec).strip());
    }

    /** Decodes that long and answers what FFmpeg complained about; empty when it liked everything. */
    public static String complaints(String url, Duration time) throws IOException {
        return run(
                        List.of(
                                "ffmpeg",
                                "-nostdin",
                                "-hide_banner",
                                "-v",
                                "warning",
                                "-i",
                                url,
                                "-t",
                                Long.toString(time.toSeconds()),
                                "-f",
                                "null",
                                "-"),
                        time.plusSeconds(30))
                .strip();
    }

    private static String run(List<String> command, Duration deadline) throws IOException {
        Path output = Files.createTempFile("decoder-", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " saw no end of the stream within " + deadline.toSeconds()
                        + " s: " + Files.readString(output));
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(command.getFirst() + " failed: " + text.strip());
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(output);
        }
    }
}
