package dev.flotilla.edge.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;
    private static final double MEGABIT = 1e6;

    private Words() {}

    static String bytes(long bytes) {
        return bytes >= GIGABYTE ? format("%.1f GB", bytes / GIGABYTE) : format("%.0f MB", bytes / MEGABYTE);
    }

    static String bitrate(long bps) {
        return format("%.2f Mb/s", bps / MEGABIT);
    }

    static String percent(double share) {
        return format("%.0f %%", share * 100);
    }

    /** The largest unit that fits, for example "3 h". */
    static String age(Instant from, Instant now) {
        Duration age = Duration.between(from, now);
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
