package dev.flotilla.tour.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What FFmpeg makes of a stream: the codecs it finds, and whether it can decode all of it. */
public final class Decoder {
    private static final Duration JOINING = Duration.ofSeconds(8);

    private Decoder() {}

    /** Names of the codecs, for example "h264 aac". */
    public static String codecs(String url) throws IOException {
        return run(
                        List.of("ffprobe", "-v", "fatal", "-show_entries", "stream=codec_name", "-of", "csv=p=0", url),
                        Duration.ofSeconds(30))
                .lines()
                .map(line -> line.replace(",", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .reduce("", (all, codec) -> (all + " " + codec).strip());
    }

    /**
     * Decodes that long and answers what FFmpeg complained about, line by line; empty when it liked everything. Not counted is
     * what it says at first: a decoder joins in the middle of a picture and has to wait for the next whole one.
     */
    public static List<String> complaints(String url, Duration time) throws IOException {
        long limit = time.plus(JOINING.multipliedBy(2)).toSeconds();
        Process process = new ProcessBuilder(
                        "timeout",
                        "--signal=KILL",
                        Long.toString(limit),
                        "ffmpeg",
                        "-nostdin",
                        "-hide_banner",
                        "-v",
                        "error",
                        "-i",
                        url,
                        "-t",
                        Long.toString(time.toSeconds()),
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .start();
        long countedFromNs = System.nanoTime() + JOINING.toNanos();
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            List<String> complaints =
                    lines.filter(line -> System.nanoTime() > countedFromNs).toList();
            if (System.nanoTime() < countedFromNs) {
                throw new IOException("ffmpeg found no stream at " + url);
            }
            return complaints;
        }
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
