package dev.flotilla.control.database;

import java.sql.SQLException;

/** A statement that the database refused, or a database that did not answer. Parameters are never part of the message. */
public final class SqlFailure extends RuntimeException {
    SqlFailure(String sql, SQLException cause) {
        super(cause.getMessage() + " [" + cause.getSQLState() + "] in: " + sql, cause);
    }

    /** Whether a unique constraint refused the statement: what was to be made exists already. */
    public boolean isDuplicate() {
        return getCause() instanceof SQLException e && "23505".equals(e.getSQLState());
    }
}
