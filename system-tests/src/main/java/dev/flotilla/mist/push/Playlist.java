package dev.flotilla.mist.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;

/** The playlist of a recording: grows to the end, or slides and deletes what fell out. */
final class Playlist {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

    private final Path file;
    private final Path folder;
    private final long mostEntries;
    private final long targetAgeMs;
    private final boolean keepsFiles;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long removed;

    private record Entry(Path file, long durationMs, Instant beganAt) {}

    Playlist(Path file, Target target) {
        this.file = file;
        folder = file.resolveSibling("");
        mostEntries = target.number(0, "maxEntries");
        targetAgeMs = target.number(0, "targetAge") * 1_000;
        keepsFiles = !target.text("nounlink").isEmpty();
    }

    Path file() {
        return file;
    }

    void add(Path segment, long durationMs, Instant beganAt) throws IOException {
        entries.addLast(new Entry(segment, durationMs, beganAt));
        while (isTooLong()) {
            Entry oldest = entries.removeFirst();
            removed++;
            if (!keepsFiles) {
                Files.deleteIfExists(oldest.file());
            }
        }
        write(false);
    }

    void end() throws IOException {
        write(true);
    }

    private boolean isSliding() {
        return mostEntries > 0 || targetAgeMs > 0;
    }

    private boolean isTooLong() {
        long others = entries.stream().skip(1).mapToLong(Entry::durationMs).sum();
        return (mostEntries > 0 && entries.size() > mostEntries) || (targetAgeMs > 0 && others >= targetAgeMs);
    }

    private void write(boolean isEnded) throws IOException {
        long longest = entries.stream().mapToLong(Entry::durationMs).max().orElse(1_000);
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n");
        if (!isSliding()) {
            text.append("#EXT-X-PLAYLIST-TYPE:EVENT\n");
        }
        text.append("#EXT-X-TARGETDURATION:").append((longest + 999) / 1_000).append('\n');
        text.append("#EXT-X-MEDIA-SEQUENCE:").append(removed).append('\n');
        for (Entry entry : entries) {
            text.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(TIME.format(entry.beganAt().atOffset(ZoneOffset.UTC)))
                    .append('\n');
            text.append("#EXTINF:%d.%03d,\n".formatted(entry.durationMs() / 1_000, entry.durationMs() % 1_000));
            text.append(folder.relativize(entry.file())).append('\n');
        }
        if (isEnded) {
            text.append("#EXT-X-ENDLIST\n");
        }
        Files.createDirectories(folder);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
