package dev.flotilla.control.database;

import java.util.List;

/** The accounts that work in the database, none of which is a superuser or may step over row-level security. */
final class Roles {
    /** Serves requests, within the tenant that its transaction names. */
    static final String APP = "flotilla_app";
    /** Does the few things that look across tenants. */
    static final String JOBS = "flotilla_jobs";

    private Roles() {}

    static boolean exists(Sql sql, String role) {
        return sql.one("select 1 from pg_roles where rolname = ?", row -> row.getInt(1), role)
                .isPresent();
    }

    /** Makes the roles that are missing; they cannot log in before {@link #setPassword}. */
    static void createMissing(Sql sql) {
        for (String role : List.of(APP, JOBS)) {
            if (!exists(sql, role)) {
                sql.update("create role " + role + " login nosuperuser nocreatedb nocreaterole nobypassrls");
            }
        }
    }

    /** Makes the role that owns the database, able to log in. */
    static void createOwner(Sql sql, String role, String password) {
        run(sql, role, "create role " + role + " login createrole nosuperuser nobypassrls", password);
    }

    static void setPassword(Sql sql, String role, String password) {
        run(sql, role, "alter role " + role, password);
    }

    /** The password's verifier is all that is said, and a failure names neither the statement nor its cause, which hold that. */
    private static void run(Sql sql, String role, String statement, String password) {
        if (!password.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("a role's password must be hexadecimal");
        }
        try {
            sql.update(statement + " password '" + ScramVerifier.of(password) + "'");
        } catch (SqlFailure e) {
            throw new CannotStart(
                    "The database refused the password of role %s: SQLState %s".formatted(role, e.state()));
        }
    }
}
