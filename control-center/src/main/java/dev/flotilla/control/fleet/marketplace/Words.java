package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import org.jspecify.annotations.Nullable;

/** What people say to each other about access. */
final class Words {
    private static final int LONGEST = 500;

    private Words() {}

    /** The text, stripped; empty when nothing was said; {@link Refused} when it is too long. */
    static String check(String field, @Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.length() > LONGEST || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(InvalidInput.of(
                    field, stripped, "must have at most %d characters, none a control character".formatted(LONGEST)));
        }
        return stripped;
    }
}
