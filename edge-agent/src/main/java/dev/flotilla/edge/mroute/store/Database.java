package dev.flotilla.edge.mroute.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/** One SQLite file with one connection, which serves one caller at a time. What is committed survives a power cut. */
final class Database implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MS = 5_000;

    private final Path file;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();

    /** Work on the connection that may fail as SQL does. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Database open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        try {
            createPrivate(file);
            Database database = new Database(file, config.createConnection("jdbc:sqlite:" + file));
            database.migrate();
            return database;
        } catch (SQLException | IOException failure) {
            throw new StoreFailure("cannot open " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** SQLite gives its companion files the permissions of this one. */
    private static void createPrivate(Path file) throws IOException {
        if (!Files.exists(file)) {
            var onlyOwner = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(onlyOwner));
        }
    }

    private void migrate() {
        write(sql -> {
            try (Statement statement = sql.createStatement()) {
                int version;
                try (var row = statement.executeQuery("PRAGMA user_version")) {
                    version = row.getInt(1);
                }
                if (version > Schema.VERSION) {
                    throw new StoreFailure("%s has schema %d, written by a newer agent; this one knows schemas up to %d"
                            .formatted(file, version, Schema.VERSION));
                }
                for (String step : Schema.stepsAfter(version)) {
                    statement.executeUpdate(step);
                }
                statement.executeUpdate("PRAGMA user_version = " + Schema.VERSION);
            }
            return true;
        });
    }

    <T> T read(Work<T> work) {
        lock.lock();
        try {
            return work.on(connection);
        } catch (SQLException failure) {
            throw new StoreFailure("cannot read " + file + ": " + failure.getMessage(), failure);
        } finally {
            lock.unlock();
        }
    }

    /** Does all of the work or, when any of it fails, nothing. */
    <T> T write(Work<T> work) {
        lock.lock();
        try {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                // Ends what was not committed, and is nothing after a commit.
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new StoreFailure("cannot write " + file + ": " + failure.getMessage(), failure);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        read(sql -> {
            sql.close();
            return true;
        });
    }
}
