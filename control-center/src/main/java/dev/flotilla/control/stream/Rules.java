package dev.flotilla.control.stream;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How what belongs to a stream may be written. */
public final class Rules {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_RECORDING_S = 30 * 24 * 3600;
    private static final Pattern CLAIM = Pattern.compile("[\\x21-\\x7e]{1,100}");
    /** What a token says of itself is judged anyway. */
    private static final Set<String> JUDGED = Set.of("aud", "exp", "iat", "nbf");

    private Rules() {}

    /** The name, stripped: what people call a thing. */
    public static String name(String field, String value) {
        String stripped = value.strip();
        check(!stripped.isEmpty(), field, value, "must not be empty");
        check(
                stripped.codePointCount(0, stripped.length()) <= LONGEST_NAME && isText(stripped),
                field,
                value,
                "must have at most 100 characters, none a control character");
        return stripped;
    }

    public static String description(String field, String value) {
        boolean isText = value.chars()
                .allMatch(each -> each == '\n' || each == '\r' || each == '\t' || !Character.isISOControl(each));
        check(
                value.length() <= LONGEST_DESCRIPTION && isText,
                field,
                value,
                "must have at most 2000 characters, of control characters only line breaks and tabs");
        return value.strip();
    }

    /** What titles are searched for, in small letters. */
    static String search(String field, String value) {
        check(
                value.length() <= 200 && isText(value),
                field,
                value,
                "must have at most 200 characters, none a control character");
        return value.strip().toLowerCase(Locale.ROOT);
    }

    static void mostViewers(String field, int value) {
        check(value >= 0 && value <= 10_000_000, field, value, "must be 0 (no bound) to 10000000");
    }

    public static void recordingWindow(String field, int seconds) {
        check(seconds >= 60 && seconds <= LONGEST_RECORDING_S, field, seconds, "must be 0, or 60 to 2592000 seconds");
    }

    public static void recordingSegment(String field, int seconds) {
        check(seconds >= 1 && seconds <= 60, field, seconds, "must be 1 to 60 seconds");
    }

    static String audience(String field, String value) {
        check(value.length() <= 200 && isText(value), field, value, "must have at most 200 characters");
        return value.strip();
    }

    static void claim(String field, String name, String value) {
        check(CLAIM.matcher(name).matches(), field + ".name", name, "must have 1 to 100 visible ASCII characters");
        check(!JUDGED.contains(name), field + ".name", name, "is judged by its meaning and not compared");
        check(value.length() <= 500 && isText(value), field + ".value", value, "must have at most 500 characters");
    }

    static String webhookUrl(String field, String value, boolean mayBeHttp) {
        check(value.length() <= LONGEST_URL, field, value, "must have at most 2000 characters");
        try {
            URI url = URI.create(value);
            boolean isWeb = "https".equals(url.getScheme()) || (mayBeHttp && "http".equals(url.getScheme()));
            check(
                    isWeb && url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null,
                    field,
                    value,
                    "must be an https address with a host, without user and fragment");
            return value;
        } catch (IllegalArgumentException e) {
            throw new Refused(InvalidInput.of(field, value, "must be an https address"));
        }
    }

    /** Never says the value. */
    static byte[] webhookSecret(String field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 16 || bytes.length > 256) {
            throw new Refused(InvalidInput.of(field, "must have 16 to 256 bytes; it has %d".formatted(bytes.length)));
        }
        return bytes;
    }

    static void webhookTimeout(String field, int ms) {
        check(ms >= 100 && ms <= 5000, field, ms, "must be 100 to 5000 ms");
    }

    static void check(boolean isFulfilled, String field, Object value, String rule) {
        if (!isFulfilled) {
            throw new Refused(InvalidInput.of(field, value, rule));
        }
    }

    private static boolean isText(String value) {
        return value.chars().noneMatch(Character::isISOControl);
    }
}
