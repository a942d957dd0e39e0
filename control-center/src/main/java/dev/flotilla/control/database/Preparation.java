package dev.flotilla.control.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;

/** Makes a database ready to serve: roles, schemas, and the settings by which the application reaches it. */
public final class Preparation {
    private static final int OLDEST = 15;
    private static final int MAJOR = 10_000;

    private Preparation() {}

    /** Creates the missing roles and runs the migrations of every feature. */
    public static void migrate(Database database) {
        inTransaction(database, sql -> {
            checkVersion(
                    database,
                    sql.one("show server_version_num", row -> row.getInt(1)).orElseThrow());
            lock(sql, "flotilla roles");
            Roles.createMissing(sql);
            return true;
        });
        Migrations.run(database);
    }

    /** Refuses a PostgreSQL that is too old. */
    static void checkVersion(Database database, int number) {
        if (number < OLDEST * MAJOR) {
            throw new CannotStart("%s is PostgreSQL %d.%d, and %d or newer is needed: set flotilla.database.url to one."
                    .formatted(database, number / MAJOR, number % MAJOR, OLDEST));
        }
    }

    /**
     * Lets the application's roles log in, and answers the settings by which it does.
     *
     * @param passwordOf a role's password, hexadecimal, the same on every replica
     */
    public static Map<String, String> admit(Database database, Function<String, String> passwordOf) {
        inTransaction(database, sql -> {
            lock(sql, "flotilla roles");
            Roles.setPassword(sql, Roles.APP, passwordOf.apply(Roles.APP));
            Roles.setPassword(sql, Roles.JOBS, passwordOf.apply(Roles.JOBS));
            return true;
        });
        return Map.of(
                "quarkus.datasource.jdbc.url", database.url(),
                "quarkus.datasource.username", Roles.APP,
                "quarkus.datasource.password", passwordOf.apply(Roles.APP),
                "quarkus.datasource.jobs.jdbc.url", database.url(),
                "quarkus.datasource.jobs.username", Roles.JOBS,
                "quarkus.datasource.jobs.password", passwordOf.apply(Roles.JOBS));
    }

    /** Runs work of the owner in one transaction. */
    public static <T> T inTransaction(Database database, Function<Sql, T> work) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            T result = work.apply(Sql.on(connection));
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new CannotStart("The database " + database + " does not answer: " + e.getMessage(), e);
        }
    }

    /** Waits until this transaction alone may do what the name says; free again when it ends. */
    public static void lock(Sql sql, String name) {
        sql.one("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, name);
    }
}
