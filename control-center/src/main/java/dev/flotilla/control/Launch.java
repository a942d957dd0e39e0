package dev.flotilla.control;

import dev.flotilla.control.certificate.AuthorityStore;
import dev.flotilla.control.database.DataFolder;
import dev.flotilla.control.database.Database;
import dev.flotilla.control.database.EmbeddedPostgres;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.secret.MasterKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What must stand before the application starts: the data folder, the database with its newest schema, the keys. It outlives the
 * application, which drains into it.
 */
public final class Launch implements AutoCloseable {
    private final DataFolder folder;
    private final Runnable stopDatabase;
    private final Map<String, String> settings;

    private Launch(DataFolder folder, Runnable stopDatabase, Map<String, String> settings) {
        this.folder = folder;
        this.stopDatabase = stopDatabase;
        this.settings = settings;
    }

    /**
     * Brings everything up.
     *
     * @throws dev.flotilla.control.database.CannotStart with a sentence for the operator
     */
    public static Launch prepare(LaunchConfig config) {
        DataFolder folder = DataFolder.open(config.data());
        try {
            if (config.database().url().isPresent()) {
                var settings = new HashMap<>(prepare(config, config.database().external()));
                settings.put("quarkus.shutdown.delay", config.shutdownDelay());
                return new Launch(folder, () -> {}, settings);
            }
            var embedded = EmbeddedPostgres.start(
                    config.database().programs(folder.path()), folder.path().resolve("postgresql"));
            try {
                return new Launch(folder, embedded::close, prepare(config, embedded.database()));
            } catch (RuntimeException e) {
                embedded.close();
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Map<String, String> prepare(LaunchConfig config, Database database) {
        MasterKey key = MasterKey.load(config.secret().masterKey(), config.data());
        Preparation.migrate(database);
        Preparation.inTransaction(database, sql -> {
            key.verify(sql);
            AuthorityStore.ensure(sql, key, Instant.now());
            return true;
        });
        var settings = new HashMap<>(Preparation.admit(database, role -> key.derive("password of " + role)));
        settings.putAll(config.proxies().settings());
        return settings;
    }

    /** How the application reaches what was prepared, as configuration. Holds passwords. */
    public Map<String, String> settings() {
        return settings;
    }

    /** The database, as the role for jobs across tenants. */
    Database jobs() {
        return new Database(
                setting("quarkus.datasource.jobs.jdbc.url"),
                setting("quarkus.datasource.jobs.username"),
                setting("quarkus.datasource.jobs.password"));
    }

    private String setting(String key) {
        return Objects.requireNonNull(settings.get(key), key);
    }

    @Override
    public void close() {
        try (folder) {
            stopDatabase.run();
        }
    }
}
