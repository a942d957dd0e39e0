package dev.flotilla.control.database;

import java.sql.SQLException;

/** A statement that the database refused, or a database that did not answer. Parameters are never part of the message. */
public final class SqlFailure extends RuntimeException {
    private final String state;

    SqlFailure(String sql, SQLException cause) {
        super(cause.getMessage() + " [" + cause.getSQLState() + "] in: " + sql, cause);
        this.state = String.valueOf(cause.getSQLState());
    }

    /** The SQLState, which tells nothing of the statement. */
    String state() {
        return state;
    }

    /** Whether a unique constraint refused the statement: what was to be made exists already. */
    public boolean isDuplicate() {
        return state.equals("23505");
    }
}
