package dev.flotilla.edge.foghorn.artifact;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A clip as somebody asks for it.
 *
 * @param stream its name within the fleet
 * @param format container by its suffix
 * @param startMs of the media, milliseconds since 1970
 */
record ClipWish(String stream, String title, String format, long startMs, long stopMs) {
    private static final Set<String> FORMATS = Set.of("mp4", "mkv", "webm", "ts");
    private static final String USUAL_FORMAT = "mp4";
    private static final int LONGEST_TITLE = 200;
    private static final long SHORTEST_MS = 100;
    private static final long LONGEST_MS = Duration.ofHours(6).toMillis();
    private static final long ROUNDING_MS = 1_000;

    /**
     * Reads {@code start_unix} or {@code start_ms}, {@code stop_unix} or {@code stop_ms}, and {@code duration_sec}: two of the three,
     * or the duration alone for the time just gone, or the start alone for all since then. A time below zero counts from now.
     */
    static ClipWish of(Fields fields, long nowMs) {
        OptionalLong start = time(fields, "start_ms", "start_unix", nowMs);
        OptionalLong stop = time(fields, "stop_ms", "stop_unix", nowMs);
        OptionalLong duration = fields.millis("duration_ms", "duration_sec");
        if (start.isEmpty() && duration.isEmpty()) {
            throw new InvalidRequest("start_unix", "", "start_unix, start_ms or duration_sec is wanted");
        }
        long stopMs = stop.orElseGet(
                () -> start.isPresent() && duration.isPresent() ? start.getAsLong() + duration.getAsLong() : nowMs);
        long startMs = start.orElseGet(() -> stopMs - duration.getAsLong());
        duration.ifPresent(given -> check(given, stopMs - startMs));
        String format = fields.text("format", 16);
        return new ClipWish(
                        fields.stream(),
                        fields.text("title", LONGEST_TITLE),
                        format.isEmpty() ? USUAL_FORMAT : format,
                        startMs,
                        stopMs)
                .checked(nowMs);
    }

    private static OptionalLong time(Fields fields, String keyOfMillis, String keyOfSeconds, long nowMs) {
        OptionalLong given = fields.millis(keyOfMillis, keyOfSeconds);
        return given.isPresent() && given.getAsLong() < 0 ? OptionalLong.of(nowMs + given.getAsLong()) : given;
    }

    private static void check(long durationMs, long spanMs) {
        if (Math.abs(durationMs - spanMs) > ROUNDING_MS) {
            throw new InvalidRequest(
                    "duration_sec", durationMs / 1_000.0, "from start to stop it is " + spanMs / 1_000.0);
        }
    }

    private ClipWish checked(long nowMs) {
        if (!FORMATS.contains(format)) {
            throw new InvalidRequest("format", format, "must be mp4, mkv, webm or ts");
        }
        if (stopMs - startMs < SHORTEST_MS || stopMs - startMs > LONGEST_MS) {
            throw new InvalidRequest(
                    "stop_ms",
                    stopMs,
                    "must be 0.1 s to %d h after the start, %d".formatted(LONGEST_MS / 3_600_000, startMs));
        }
        if (stopMs > nowMs + LONGEST_MS) {
            throw new InvalidRequest(
                    "stop_ms", stopMs, "must be at most %d h from now".formatted(LONGEST_MS / 3_600_000));
        }
        return this;
    }
}
