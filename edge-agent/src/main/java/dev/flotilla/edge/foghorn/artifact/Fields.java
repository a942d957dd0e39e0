package dev.flotilla.edge.foghorn.artifact;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The fields of a request's body, by their keys. What nobody asks for may be there: clients of other systems send it. */
record Fields(JsonObject body) {
    private static final String STREAM = "internal_name";
    private static final String LIVE = "live+";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final double LATEST = 1e15;

    /** Empty where there is none. */
    String text(String key, int longest) {
        Object value = body.getValue(key);
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            throw new InvalidRequest(key, value, "must be text");
        }
        if (text.length() > longest) {
            throw new InvalidRequest(key, text, "must have at most %d characters".formatted(longest));
        }
        return text;
    }

    /** The stream by its name within the fleet, however MistServer's prefix is put before it. */
    String stream() {
        String text = text(STREAM, 128);
        String name = text.startsWith(LIVE) ? text.substring(LIVE.length()) : text;
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequest(STREAM, text, "must name a stream");
        }
        return name;
    }

    /** A time or a span of time in milliseconds, given in those or in seconds; fractions of seconds count. */
    OptionalLong millis(String keyOfMillis, String keyOfSeconds) {
        Optional<Double> millis = number(keyOfMillis);
        Optional<Double> seconds = number(keyOfSeconds);
        if (millis.isPresent() && seconds.isPresent()) {
            throw new InvalidRequest(
                    keyOfMillis, body.getValue(keyOfMillis), "%s is given, too".formatted(keyOfSeconds));
        }
        return millis.or(() -> seconds.map(value -> value * 1_000)).stream()
                .mapToLong(Math::round)
                .findFirst();
    }

    private Optional<Double> number(String key) {
        Object value = body.getValue(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Number number) || !(Math.abs(number.doubleValue()) < LATEST)) {
            throw new InvalidRequest(key, value, "must be a number");
        }
        return Optional.of(number.doubleValue());
    }
}
