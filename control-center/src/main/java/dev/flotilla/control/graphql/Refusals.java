package dev.flotilla.control.graphql;

import java.sql.SQLException;
import java.util.Optional;

/** Finds the problem that callers may be told of behind what was thrown. */
final class Refusals {
    /** The database's character_not_in_repertoire: no text of it can hold U+0000. */
    private static final String NO_CHARACTER = "22021";

    private Refusals() {}

    /** Empty when the failure is nobody's but ours. */
    static Optional<Problem> problemIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return Optional.of(refused.problem());
            }
            if (cause instanceof SQLException refusal && NO_CHARACTER.equals(refusal.getSQLState())) {
                return Optional.of(InvalidInput.of("input", "must not hold the character U+0000"));
            }
        }
        return Optional.empty();
    }
}
