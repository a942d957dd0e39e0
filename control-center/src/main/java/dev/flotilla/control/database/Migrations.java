package dev.flotilla.control.database;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema of every feature to its newest version. A feature has a schema of its own name, its migrations in
 * {@code db/<feature>} and its history inside of its schema. Two replicas that start together wait for each other.
 */
final class Migrations {
    /** In the order in which they run. "database" comes first: it holds what the others' migrations call. */
    static final List<String> FEATURES = List.of(
            "database",
            "graphql",
            "secret",
            "certificate",
            "tenant",
            "access",
            "fleet",
            "event",
            "flow",
            "stream",
            "release",
            "contact");

    private Migrations() {}

    static void run(Database database) {
        for (String feature : FEATURES) {
            try {
                of(feature, database).load().migrate();
            } catch (FlywayException e) {
                throw new CannotStart(
                        "The schema '" + feature + "' of " + database + " cannot be brought up to date: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    static FluentConfiguration of(String feature, Database database) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.url(), database.owner(), database.password())
                .schemas(feature)
                .createSchemas(true)
                .table("history")
                .locations("classpath:db/" + feature)
                .failOnMissingLocations(true);
    }
}
