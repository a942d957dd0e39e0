package dev.flotilla.mist.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A minute of H.264 and AAC in transport-stream segments of two seconds, repeated for ever with clocks that run on. */
public final class TestMedia {
    public static final int SEGMENT_MS = 2_000;

    private static final int SECONDS = 60;
    private static final int DEADLINE_S = 60;

    private final Path folder;
    private List<Segment> segments = List.of();

    /** @param folder keeps what ffmpeg made, for the next time */
    public TestMedia(Path folder) {
        this.folder = folder;
    }

    /** Segment 0 begins at the media clock's 0. */
    public byte[] segment(long number) throws IOException {
        List<Segment> minute = minute();
        int index = Math.toIntExact(number % minute.size());
        long rounds = number / minute.size();
        return minute.get(index).shifted(rounds * SECONDS * 90_000L, rounds);
    }

    /** Segments from the first to before the last, as one file. */
    public byte[] segments(long from, long to) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (long number = from; number < to; number++) {
            bytes.writeBytes(segment(number));
        }
        return bytes.toByteArray();
    }

    /** The same in another container, by ffmpeg; its suffix names it. */
    public byte[] inContainer(String suffix, long from, long to) throws IOException {
        return converted(segments(from, to), "ts", suffix);
    }

    /** A whole file, or all files of a playlist, in another container. */
    public byte[] inContainer(String suffix, Path source) throws IOException {
        String name = source.getFileName().toString();
        if (!name.endsWith(".m3u8")) {
            return converted(Files.readAllBytes(source), name.substring(name.lastIndexOf('.') + 1), suffix);
        }
        var bytes = new ByteArrayOutputStream();
        for (String line : Files.readAllLines(source)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                bytes.writeBytes(Files.readAllBytes(source.resolveSibling(line)));
            }
        }
        return converted(bytes.toByteArray(), "ts", suffix);
    }

    private byte[] converted(byte[] media, String from, String to) throws IOException {
        if (from.equals(to)) {
            return media;
        }
        Files.createDirectories(folder);
        Path in = Files.createTempFile(folder, "clip-", "." + from);
        Path out = in.resolveSibling(in.getFileName() + "." + to);
        try {
            Files.write(in, media);
            run(List.of("ffmpeg", "-nostdin", "-v", "error", "-i", in.toString(), "-c", "copy", "-y", out.toString()));
            return Files.readAllBytes(out);
        } finally {
            Files.delete(in);
            Files.deleteIfExists(out);
        }
    }

    /** A file, or what a playlist of segments names, in another container. */
    public byte[] converted(Path source, String suffix) throws IOException {
        Files.createDirectories(folder);
        Path out = Files.createTempFile(folder, "file-", "." + suffix);
        try {
            var command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-i", source.toString()));
            command.addAll(List.of("-c", "copy", "-y", out.toString()));
            run(command);
            return Files.readAllBytes(out);
        } finally {
            Files.delete(out);
        }
    }

    private synchronized List<Segment> minute() throws IOException {
        if (segments.isEmpty()) {
            if (!Files.exists(file(SECONDS * 1_000 / SEGMENT_MS - 1))) {
                make();
            }
            var minute = new ArrayList<Segment>();
            for (int number = 0; number < SECONDS * 1_000 / SEGMENT_MS; number++) {
                minute.add(new Segment(Files.readAllBytes(file(number))));
            }
            Segment.number(minute);
            segments = List.copyOf(minute);
        }
        return segments;
    }

    private Path file(int number) {
        return folder.resolve("segment-%02d.ts".formatted(number));
    }

    private void make() throws IOException {
        Files.createDirectories(folder);
        var command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25"));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"));
        command.addAll(List.of("-t", Integer.toString(SECONDS), "-pix_fmt", "yuv420p"));
        command.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "300k"));
        command.addAll(List.of("-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-bf", "0"));
        command.addAll(List.of("-c:a", "aac", "-b:a", "64k"));
        command.addAll(List.of("-f", "segment", "-segment_time", "2", "-segment_format", "mpegts"));
        command.add(folder.resolve("segment-%02d.ts").toString());
        run(command);
    }

    /** Of a file in any container, by ffprobe. */
    static long durationMs(Path file) throws IOException {
        String seconds = run(List.of(
                "ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file.toString()));
        return Math.round(1_000 * Double.parseDouble(seconds));
    }

    private static String run(List<String> command) throws IOException {
        Path log = Files.createTempFile("ffmpeg-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean isDone = process.waitFor(DEADLINE_S, TimeUnit.SECONDS);
            process.destroyForcibly();
            if (!isDone || process.exitValue() != 0) {
                throw new IOException(
                        command.getFirst() + " failed: " + Files.readString(log).strip());
            }
            return Files.readString(log).strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(log);
        }
    }
}
