package dev.flotilla.control.graphql.demonstration;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thing that is made up, the same each time.
 *
 * @param type of the schema
 * @param number from 1; of a page 0
 * @param items how many a page of them has
 */
record Sample(String type, int number, int items) {
    static final int MOST = 3;
    private static final Pattern ID = Pattern.compile("demo-([a-z]+)-([1-" + MOST + "])");

    String id() {
        return "demo-%s-%d".formatted(type.toLowerCase(Locale.ROOT), number);
    }

    /** The thing of that type that has the id; empty for every other id. */
    static Optional<Sample> find(String type, String id) {
        Matcher match = ID.matcher(id);
        return match.matches() && match.group(1).equals(type.toLowerCase(Locale.ROOT))
                ? Optional.of(new Sample(type, Integer.parseInt(match.group(2)), 0))
                : Optional.empty();
    }
}
