package dev.flotilla.control.realtime;

import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;

/** A place in the log of facts. Whoever goes on after it has missed nothing that came before. */
public record Position(long group, long number) implements Comparable<Position> {
    private static final int KEYS = 2;

    /** Reads what {@link #text()} wrote; {@link Refused} for any other text. */
    static Position parse(String text) {
        Cursor cursor = Cursor.parse(text, KEYS);
        try {
            return new Position(
                    Long.parseLong(cursor.keys().get(0)),
                    Long.parseLong(cursor.keys().get(1)));
        } catch (NumberFormatException e) {
            throw new Refused(InvalidInput.of("after", text, "must be a cursor that a subscription gave"));
        }
    }

    String text() {
        return Cursor.of(group, number).text();
    }

    @Override
    public int compareTo(Position other) {
        int byGroup = Long.compare(group, other.group);
        return byGroup != 0 ? byGroup : Long.compare(number, other.number);
    }
}
