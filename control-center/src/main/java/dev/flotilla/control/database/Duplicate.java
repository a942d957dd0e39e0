package dev.flotilla.control.database;

import org.hibernate.exception.ConstraintViolationException;

/** A unique constraint refused a row: what was to be made exists already. The transaction is lost with it. */
public final class Duplicate extends RuntimeException {
    private static final String UNIQUE_VIOLATION = "23505";

    Duplicate(ConstraintViolationException cause) {
        super("'" + cause.getConstraintName() + "' refused a row", cause);
    }

    static boolean isCauseOf(ConstraintViolationException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }
}
