package dev.flotilla.control.stream.artifact;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.stream.artifact.ArtifactInput.CreateClip;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The time of the media that a clip shows. */
record ClipSpan(Instant start, Instant end) {
    private static final Duration LONGEST = Duration.ofHours(6);

    /**
     * As the input says.
     *
     * @param beginning of what a relative clip counts from; asked only when it does
     * @throws Refused naming the field that is missing, too much, or out of bounds
     */
    static ClipSpan of(CreateClip input, Instant now, Supplier<Optional<Instant>> beginning) {
        ClipSpan span = switch (input.mode()) {
            case ABSOLUTE -> {
                refuse(input, "startSeconds", "recordingId");
                Instant start = needed("startsAt", input.startsAt());
                Integer duration = input.durationSeconds();
                if (duration != null) {
                    refuse(input, "endsAt");
                    yield new ClipSpan(start, start.plusSeconds(duration));
                }
                yield new ClipSpan(start, needed("endsAt", input.endsAt()));
            }
            case LAST -> {
                refuse(input, "startsAt", "endsAt", "startSeconds", "recordingId");
                yield new ClipSpan(now.minusSeconds(needed("durationSeconds", input.durationSeconds())), now);
            }
            case RELATIVE -> {
                refuse(input, "startsAt", "endsAt");
                long from = needed("startSeconds", input.startSeconds());
                check(from >= 0, "startSeconds", from, "must not be negative");
                long duration = needed("durationSeconds", input.durationSeconds());
                Instant start = beginning
                        .get()
                        .orElseThrow(() -> new Refused(InvalidInput.of(
                                "startSeconds", from, "cannot be counted: no beginning of the stream is known")))
                        .plusSeconds(from);
                yield new ClipSpan(start, start.plusSeconds(duration));
            }
        };
        return span.checked(input, now);
    }

    private ClipSpan checked(CreateClip input, Instant now) {
        String field = input.endsAt() == null ? "durationSeconds" : "endsAt";
        Duration length = Duration.between(start, end);
        check(
                length.compareTo(Duration.ofSeconds(1)) >= 0 && length.compareTo(LONGEST) <= 0,
                field,
                input.endsAt() == null ? String.valueOf(input.durationSeconds()) : end,
                "must be 1 second to 6 hours after the start");
        check(!end.isAfter(now.plus(LONGEST)), field, end, "must be at most 6 hours from now");
        return this;
    }

    /** Refuses fields that belong to another mode. */
    private static void refuse(CreateClip input, String... fields) {
        Map<String, Optional<Object>> given = Map.of(
                "startsAt", Optional.ofNullable(input.startsAt()),
                "endsAt", Optional.ofNullable(input.endsAt()),
                "startSeconds", Optional.ofNullable(input.startSeconds()),
                "recordingId", Optional.ofNullable(input.recordingId()));
        for (String field : fields) {
            Optional.ofNullable(given.get(field)).flatMap(value -> value).ifPresent(value -> {
                throw new Refused(InvalidInput.of(field, value, "is not for the mode " + input.mode()));
            });
        }
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw new Refused(InvalidInput.of(field, "is needed with that mode"));
        }
        return value;
    }

    private static void check(boolean isFulfilled, String field, Object value, String rule) {
        if (!isFulfilled) {
            throw new Refused(InvalidInput.of(field, value, rule));
        }
    }
}
