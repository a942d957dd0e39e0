package dev.flotilla.mist.push;

import dev.flotilla.mist.wire.Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Where a push goes to.
 *
 * @param path the file or address, variables that change from file to file still in it
 * @param parameters as a query string
 */
record Target(String path, String parameters) {
    private static final Set<String> CONTAINERS =
            Set.of("mkv", "webm", "mp4", "fmp4", "ts", "flv", "aac", "wav", "ogg");

    /** @param separator "?" in the upstream server, "#" in the fork */
    static Target of(String target, String separator) {
        int at = isFile(target) ? target.lastIndexOf(separator) : -1;
        return at < 0 ? new Target(target, "") : new Target(target.substring(0, at), target.substring(at + 1));
    }

    static boolean isFile(String target) {
        return target.startsWith("/");
    }

    boolean isFile() {
        return isFile(path);
    }

    /** Whether there is an output for it: for a file a suffix that is known, else a scheme. */
    boolean isPossible() {
        return isFile() ? CONTAINERS.contains(suffix()) : path.contains("://");
    }

    String suffix() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** MistServer's word for the output. */
    String connector() {
        if (!isFile()) {
            String scheme = path.substring(0, path.indexOf("://"));
            return scheme.startsWith("rtmp") ? "RTMP" : scheme.equals("srt") ? "TSSRT" : "HTTPTS";
        }
        return switch (suffix()) {
            case "ts" -> "HTTPTS";
            case "mkv", "webm" -> "EBML";
            default -> suffix().toUpperCase(java.util.Locale.ROOT);
        };
    }

    /** The value of the first of these names that is given; the default when none is. */
    long number(long otherwise, String... names) {
        for (String name : names) {
            String value = text(name);
            if (!value.isEmpty()) {
                return (long) Double.parseDouble(value);
            }
        }
        return otherwise;
    }

    String text(String name) {
        return Request.parameter(parameters, name);
    }

    /** Fills in what is known when a push begins. */
    static String expanded(String target, String stream, Instant now) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        String[] names = stream.split("\\+", 2);
        String date = "%04d.%02d.%02d.%02d.%02d.%02d"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond());
        String[] parts = date.split("\\.", -1);
        return target.replace("$stream", stream)
                .replace("$basename", names[0])
                .replace("$wildcard", names.length > 1 ? names[1] : "")
                .replace("$datetime", date)
                .replace("$year", parts[0])
                .replace("$month", parts[1])
                .replace("$day", parts[2])
                .replace("$hour", parts[3])
                .replace("$minute", parts[4])
                .replace("$second", parts[5]);
    }

    /** Fills in what changes from file to file. */
    static String expanded(String path, long counter, long mediaMs) {
        return path.replace("$segmentCounter", Long.toString(counter))
                .replace("$currentMediaTime", Long.toString(mediaMs));
    }
}
