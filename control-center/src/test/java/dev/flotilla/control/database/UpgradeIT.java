package dev.flotilla.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every release that somebody may still run can be brought to this version, and loses nothing on the way. */
class UpgradeIT {
    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        server = EmbeddedPostgres.start(PROGRAMS, folder);
        Preparation.migrate(server.database());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    List<DynamicTest> fromEveryRelease() throws Exception {
        List<SavedRelease> releases = SavedRelease.all();
        assertThat(releases).isNotEmpty();
        return releases.stream()
                .map(release -> DynamicTest.dynamicTest(release.name(), () -> upgrade(release)))
                .toList();
    }

    private static void upgrade(SavedRelease release) throws SQLException {
        String name = release.name().replace('.', '_');
        as(
                server.database(),
                "postgres",
                "postgres",
                sql -> sql.update("create database " + name + " owner flotilla_owner"));
        Database owned = at(server.database(), name, server.database().owner());
        Map<String, String> versions = release.versions();
        Migrations.FEATURES.stream()
                .filter(versions::containsKey)
                .forEach(feature -> Migrations.of(feature, owned)
                        .target(versions.get(feature))
                        .load()
                        .migrate());
        as(owned, name, "postgres", release::load);
        as(
                owned,
                name,
                "postgres",
                sql -> assertThat(SavedRelease.of(name, sql).migrations())
                        .as("a migration that was released never changes")
                        .isEqualTo(release.migrations()));

        Preparation.migrate(owned);

        as(owned, name, "postgres", sql -> {
            assertThat(release.firstLost(sql))
                    .as("a row that is lost or changed")
                    .isNull();
            assertThat(schema(sql)).isEqualTo(freshSchema());
        });
    }

    /** When a version is released: {@code -Dflotilla.release=v1.2.3 -Dflotilla.release.data=FOLDER}, of a control center that runs. */
    @Test
    @EnabledIfSystemProperty(named = "flotilla.release.data", matches = ".+")
    void isWrittenDownAtARelease() throws Exception {
        Path data = Path.of(System.getProperty("flotilla.release.data"), "postgresql");
        Database running = EmbeddedPostgres.start(PROGRAMS, data).database();
        as(running, "flotilla", "postgres", sql -> {
            try {
                SavedRelease.of(System.getProperty("flotilla.release"), sql).save();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<String> freshSchema() {
        var lines = new java.util.ArrayList<String>();
        as(server.database(), "flotilla", "postgres", sql -> lines.addAll(schema(sql)));
        return lines;
    }

    /** Columns, constraints, indexes and policies, as PostgreSQL describes them. */
    private static List<String> schema(Sql sql) {
        return sql.list("""
            select * from (
                select concat_ws(' ', table_schema, table_name, column_name, data_type, is_nullable, column_default) as line
                from information_schema.columns
                union all
                select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
                union all select concat_ws(' ', schemaname, indexdef) from pg_indexes
                union all select concat_ws(' ', schemaname, tablename, policyname, roles, cmd, qual, with_check) from pg_policies
            ) as described
            where line !~ '^(pg_|information_schema)' order by line
            """, row -> row.getString(1));
    }

    private static void as(Database like, String name, String user, Consumer<Sql> work) {
        try (Connection connection = at(like, name, user).connect()) {
            work.accept(Sql.on(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Database at(Database like, String name, String user) {
        return new Database(like.url().replaceFirst("/[^/]*$", "/" + name), user, like.password());
    }
}
