package dev.flotilla.bench.control;

import dev.flotilla.control.database.Database;
import dev.flotilla.control.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that no control center owns, and that counts the statements of each. */
public final class Postgres implements AutoCloseable {
    private static final String COUNTED = """
        select coalesce(sum(calls), 0) from pg_stat_statements join pg_roles on pg_roles.oid = userid
        where rolname = 'flotilla_app' and query !~* '^(begin|commit|rollback)'\
        """;

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts it, empty.
     *
     * @param programs takes the executables, and keeps them for the next time
     */
    public static Postgres start(Path programs, Path folder) throws IOException {
        try {
            // What counts statements must be loaded at the start.
            try (Postgres first = new Postgres(EmbeddedPostgres.start(programs, folder));
                    Connection administrator = first.connect();
                    Statement statement = administrator.createStatement()) {
                statement.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
            }
            Postgres server = new Postgres(EmbeddedPostgres.start(programs, folder));
            try (Connection administrator = server.connect();
                    Statement statement = administrator.createStatement()) {
                statement.execute("create extension pg_stat_statements");
            }
            return server;
        } catch (SQLException e) {
            throw new IOException("PostgreSQL cannot be prepared: " + e.getMessage(), e);
        }
    }

    Database database() {
        return server.database();
    }

    /** As the superuser, whom row-level security does not bind. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database().url(), "postgres", database().password());
    }

    /** How many statements requests of tenants have cost since the start, without the beginnings and ends of transactions. */
    long statements() throws IOException {
        try (Connection administrator = connect();
                Statement statement = administrator.createStatement();
                ResultSet row = statement.executeQuery(COUNTED)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IOException("statements cannot be counted: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
