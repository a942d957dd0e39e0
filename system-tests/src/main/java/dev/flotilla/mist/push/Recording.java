package dev.flotilla.mist.push;

import dev.flotilla.mist.media.TestMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Files that a push writes: one, or one after the other with or without a playlist. Ranges are rounded to whole segments. */
final class Recording {
    private static final int DEFAULT_SPLIT_S = 60;

    private final Feed feed;
    private final Target target;
    private final long perFile;
    private final long firstSegment;
    private final long endSegment;
    private final @Nullable Playlist playlist;
    private long nextSegment;
    private long counter;
    private Path current;
    private Path first;
    private long lastBytes;
    private long lastMs;

    Recording(Feed feed, Target target, Instant now) {
        this.feed = feed;
        this.target = target;
        long nowMs = now.toEpochMilli();
        String list = target.text("m3u8");
        long split = target.number(list.isEmpty() ? 0 : DEFAULT_SPLIT_S, "split");
        perFile = split == 0 ? 0 : Math.max(1, (split * 1_000 + TestMedia.SEGMENT_MS - 1) / TestMedia.SEGMENT_MS);
        boolean isFile = feed instanceof Feed.File;
        long asked = clock(nowMs, isFile ? 0 : feed.endMs(nowMs), "recstart", "start", "recstartunix", "startunix");
        long fromMs = Math.max(asked, feed.firstMs(nowMs));
        firstSegment = fromMs / TestMedia.SEGMENT_MS;
        long all = isFile ? feed.endMs(nowMs) : Long.MAX_VALUE;
        long untilMs = clock(nowMs, all, "recstop", "stop", "recstopunix", "stopunix");
        long duration = target.number(0, "duration") * 1_000;
        long endMs = duration > 0 ? fromMs + duration : untilMs;
        endSegment =
                endMs == Long.MAX_VALUE ? Long.MAX_VALUE : (endMs + TestMedia.SEGMENT_MS - 1) / TestMedia.SEGMENT_MS;
        nextSegment = firstSegment;
        first = Path.of(Target.expanded(target.path(), 0, fromMs));
        current = first;
        playlist =
                list.isEmpty() ? null : new Playlist(folder(first).resolve(list).normalize(), target);
    }

    /** Writes what has become due. */
    void advance(long nowMs, Written log) throws IOException {
        while (perFile > 0 && Math.min(nextSegment + perFile, endSegment) <= complete(nowMs) && !isComplete(nowMs)) {
            writeFile(Math.min(nextSegment + perFile, endSegment), log);
        }
    }

    /** Whether a bounded recording has all that it was asked for. */
    boolean isComplete(long nowMs) {
        return endSegment <= (perFile > 0 ? nextSegment : complete(nowMs));
    }

    /** Writes what is left, and ends the playlist. */
    void finish(long nowMs, Written log) throws IOException {
        long end = Math.min(endSegment, complete(nowMs));
        if (end > nextSegment) {
            writeFile(end, log);
        }
        if (playlist != null && target.text("noendlist").isEmpty()) {
            playlist.end();
        }
    }

    /** The file that is being written. */
    Path current() {
        return current;
    }

    /** What RECORDING_END names: the playlist, or the first file. */
    Path named() {
        return playlist == null ? first : playlist.file();
    }

    long lastBytes() {
        return lastBytes;
    }

    long lastMs() {
        return lastMs;
    }

    boolean isEmpty() {
        return nextSegment == firstSegment;
    }

    long firstMediaMs() {
        return firstSegment * TestMedia.SEGMENT_MS;
    }

    long endMediaMs() {
        return nextSegment * TestMedia.SEGMENT_MS;
    }

    /** Told of each file that is complete. */
    @FunctionalInterface
    interface Written {
        void file(Path path, long startMs, long endMs);
    }

    private void writeFile(long end, Written log) throws IOException {
        long startMs = nextSegment * TestMedia.SEGMENT_MS;
        long durationMs = (end - nextSegment) * TestMedia.SEGMENT_MS;
        current = Path.of(Target.expanded(target.path(), counter, startMs));
        Files.createDirectories(folder(current));
        byte[] bytes = feed.media(target.suffix(), nextSegment, end);
        Files.write(current, bytes);
        lastBytes = bytes.length;
        lastMs = durationMs;
        counter++;
        nextSegment = end;
        if (playlist != null) {
            playlist.add(current, durationMs, Instant.ofEpochMilli(feed.beganMs() + startMs));
        }
        log.file(current, startMs, startMs + durationMs);
        current = Path.of(Target.expanded(target.path(), counter, startMs + durationMs));
    }

    private long complete(long nowMs) {
        return feed instanceof Feed.File ? Long.MAX_VALUE : feed.endMs(nowMs) / TestMedia.SEGMENT_MS;
    }

    /** A point in media time: given as such, or as Unix seconds, of which small ones count from now. */
    private long clock(long nowMs, long otherwise, String media, String sameMedia, String unix, String sameUnix) {
        long ms = target.number(Long.MIN_VALUE, media, sameMedia);
        if (ms != Long.MIN_VALUE) {
            return ms;
        }
        long seconds = target.number(Long.MIN_VALUE, unix, sameUnix, "unix" + sameUnix.replace("unix", ""));
        if (seconds == Long.MIN_VALUE) {
            return otherwise;
        }
        long absolute = seconds <= 36_000 ? nowMs + seconds * 1_000 : seconds * 1_000;
        return Math.max(0, absolute - feed.beganMs());
    }

    private static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
