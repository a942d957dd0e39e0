package dev.flotilla.edge.mroute.rest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as mroute writes them: RFC 3339, whole seconds, with the offset of the node's own zone. */
final class Timestamps {
    private Timestamps() {}

    static String of(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
    }

    static @Nullable String orNothing(@Nullable Instant time) {
        return time == null ? null : of(time);
    }
}
