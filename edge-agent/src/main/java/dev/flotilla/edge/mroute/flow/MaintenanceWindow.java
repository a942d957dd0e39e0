package dev.flotilla.edge.mroute.flow;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * The hour of a week in which a flow may be restarted. It is restarted once per window, at whatever time within it somebody
 * looks, and only if it has run for a day. Decides, and does nothing.
 */
public final class MaintenanceWindow {
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final Duration LEAST_UPTIME = Duration.ofHours(24);

    private final MaintenanceDocument document;

    public MaintenanceWindow(MaintenanceDocument document) {
        this.document = document;
    }

    /** Whether a flow that has run since then is to be restarted now. A window with no such day or hour never comes. */
    public boolean isDue(Instant startedAt, Instant now) {
        if (startedAt.plus(LEAST_UPTIME).isAfter(now) || document.startHour() < 0 || document.startHour() > 23) {
            return false;
        }
        ZonedDateTime local = now.atZone(zone());
        ZonedDateTime opens =
                local.toLocalDate().atTime(document.startHour(), 0).atZone(zone());
        return isItsDay(local.getDayOfWeek())
                && !local.isBefore(opens)
                && local.isBefore(opens.plus(LENGTH))
                && startedAt.isBefore(opens.toInstant());
    }

    private boolean isItsDay(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH).equalsIgnoreCase(document.dayOfWeek());
    }

    private ZoneId zone() {
        return document.timeZone().isEmpty() ? ZoneOffset.UTC : ZoneId.of(document.timeZone());
    }

    /** "Monday 03:00 UTC". */
    @Override
    public String toString() {
        String zone = document.timeZone().isEmpty() ? "UTC" : document.timeZone();
        return "%s %02d:00 %s".formatted(document.dayOfWeek(), document.startHour(), zone);
    }
}
