package dev.flotilla.control.fleet;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;

/** What people call things: 1 to 100 characters, none of them a control character, no space around. */
final class Names {
    private static final int LONGEST = 100;

    private Names() {}

    /** The name, stripped; {@link Refused} when it is none. */
    static String check(String field, String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            throw new Refused(InvalidInput.of(field, "must not be empty"));
        }
        if (stripped.length() > LONGEST || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(InvalidInput.of(
                    field, name, "must have at most %d characters, none a control character".formatted(LONGEST)));
        }
        return stripped;
    }
}
