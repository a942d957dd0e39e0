package dev.flotilla.edge.helmsman.recording.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/** The SQLite file below the ledger. What is committed survives a power cut. One caller at a time. */
final class LedgerFile implements AutoCloseable {
    private static final int LOCK_DEADLINE_MS = 2_000;
    private static final int VERSION = 1;

    private final Path file;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();

    /** Work on the connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private LedgerFile(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static LedgerFile open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(LOCK_DEADLINE_MS);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            LedgerFile opened = new LedgerFile(file, config.createConnection("jdbc:sqlite:" + file));
            opened.make();
            return opened;
        } catch (IOException | SQLException failure) {
            throw new LedgerFailure(file + " cannot be opened: " + failure.getMessage(), failure);
        }
    }

    private void make() {
        all(sql -> {
            try (Statement statement = sql.createStatement()) {
                int version;
                try (var row = statement.executeQuery("PRAGMA user_version")) {
                    version = row.getInt(1);
                }
                if (version > VERSION) {
                    throw new SQLException("schema %d was written by a newer agent".formatted(version));
                }
                statement.execute("""
                    CREATE TABLE IF NOT EXISTS artifact (
                      hash TEXT PRIMARY KEY,
                      kind INTEGER NOT NULL,
                      stream TEXT NOT NULL,
                      stream_id TEXT NOT NULL,
                      title TEXT NOT NULL,
                      format TEXT NOT NULL,
                      start_ms INTEGER NOT NULL,
                      stop_ms INTEGER NOT NULL,
                      window_s INTEGER NOT NULL,
                      segment_s INTEGER NOT NULL,
                      created_ms INTEGER NOT NULL,
                      status INTEGER NOT NULL,
                      error TEXT NOT NULL,
                      is_wanted INTEGER NOT NULL,
                      runs INTEGER NOT NULL,
                      ended_ms INTEGER NOT NULL,
                      object_key TEXT NOT NULL,
                      told INTEGER NOT NULL DEFAULT 0,
                      told_as TEXT NOT NULL DEFAULT ''
                    )\
                    """);
                statement.execute("""
                    CREATE TABLE IF NOT EXISTS piece (
                      hash TEXT NOT NULL,
                      number INTEGER NOT NULL,
                      run INTEGER NOT NULL,
                      file TEXT NOT NULL,
                      bytes INTEGER NOT NULL,
                      duration_ms INTEGER NOT NULL,
                      began_ms INTEGER NOT NULL,
                      is_local INTEGER NOT NULL,
                      is_stored INTEGER NOT NULL,
                      PRIMARY KEY (hash, number),
                      UNIQUE (hash, file)
                    )\
                    """);
                statement.execute("PRAGMA user_version = " + VERSION);
            }
            return true;
        });
    }

    /** Does all of the work or, when any of it fails, nothing. */
    <T> T all(Work<T> work) {
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
            throw new LedgerFailure(file + ": " + failure.getMessage(), failure);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new LedgerFailure(file + " cannot be closed: " + failure.getMessage(), failure);
        } finally {
            lock.unlock();
        }
    }
}
