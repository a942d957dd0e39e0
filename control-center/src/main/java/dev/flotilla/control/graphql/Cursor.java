package dev.flotilla.control.graphql;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A place in a list that is ordered by a key, so that a page starts where the last one ended even when rows come and go.
 * Opaque to callers.
 *
 * @param keys the values of the order's columns, the unique one last
 */
public record Cursor(List<String> keys) {
    private static final String SEPARATOR = "\n";

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(Object... keys) {
        return new Cursor(Arrays.stream(keys).map(Object::toString).toList());
    }

    /** Reads what {@link #text()} wrote, and throws {@link Refused} when the text is not a cursor of so many keys. */
    public static Cursor parse(String text, int keyCount) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> keys = List.of(joined.split(SEPARATOR, -1));
            if (keys.size() == keyCount && joined.indexOf(0) < 0) {
                return new Cursor(keys);
            }
        } catch (IllegalArgumentException _) {
            // Not Base64: answered below.
        }
        throw new Refused(InvalidInput.of("after", text, "must be a cursor that this list gave"));
    }

    /** The key at that place, which an instant was; {@link Refused} when it is none. */
    public Instant instant(int key) {
        try {
            return Instant.parse(keys.get(key));
        } catch (DateTimeParseException e) {
            throw new Refused(InvalidInput.of("after", text(), "must be a cursor that this list gave"));
        }
    }

    public String text() {
        byte[] joined = String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
    }

    @Override
    public String toString() {
        return text();
    }
}
