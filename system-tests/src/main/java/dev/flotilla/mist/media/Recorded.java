package dev.flotilla.mist.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recorded stream is made of: the files of a playlist, or one file.
 *
 * @param isEnded whether nothing is added any more
 */
public record Recorded(Path source, List<Part> parts, boolean isEnded) {
    /** A file and how long it is. */
    public record Part(Path file, long startMs, long durationMs) {}

    public static Recorded of(Path source) throws IOException {
        if (!source.toString().endsWith(".m3u8")) {
            return new Recorded(source, List.of(new Part(source, 0, TestMedia.durationMs(source))), true);
        }
        List<Part> parts = new ArrayList<>();
        long startMs = 0;
        long durationMs = 0;
        boolean isEnded = false;
        for (String line : Files.readAllLines(source)) {
            if (line.startsWith("#EXTINF:")) {
                durationMs = Math.round(1_000 * Double.parseDouble(line.substring(8, line.indexOf(','))));
            } else if (line.startsWith("#EXT-X-ENDLIST")) {
                isEnded = true;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                parts.add(new Part(source.resolveSibling(line).normalize(), startMs, durationMs));
                startMs += durationMs;
            }
        }
        return new Recorded(source, List.copyOf(parts), isEnded);
    }

    public long durationMs() {
        return parts.stream().mapToLong(Part::durationMs).sum();
    }
}
