package dev.flotilla.edge.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The SQLite file below the spool. Write-ahead log with a flush to the disk for each transaction, because an accepted event
 * must outlive a power cut; exclusive, because two agents on one data folder would send each other's events.
 */
final class SpoolFile {
    private static final Logger LOG = Logger.getLogger(SpoolFile.class);
    private static final int LOCK_DEADLINE_MS = 2_000;
    private static final Set<PosixFilePermission> ONLY_OWNER = PosixFilePermissions.fromString("rw-------");

    private SpoolFile() {}

    /**
     * Opens the file, or makes it. One that is damaged is put aside, because an agent without its old events is worth more
     * than none.
     */
    static Connection open(Path file) throws SQLException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(ONLY_OWNER));
            }
            try {
                return connect(file);
            } catch (SQLException e) {
                if (!isDamage(e)) {
                    throw new SQLException(
                            file + " cannot be opened; does another agent use this data folder? " + e.getMessage(), e);
                }
                Path aside = putAside(file);
                LOG.errorf("%s is damaged and was moved to %s; the events in it are lost", file, aside);
                return connect(file);
            }
        } catch (IOException e) {
            throw new SQLException(file + " cannot be made: " + e, e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        config.setBusyTimeout(LOCK_DEADLINE_MS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            // A severity below warning is first to go when the spool is full, hence the index.
            statement.execute("""
                CREATE TABLE IF NOT EXISTS event (
                  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                  id TEXT NOT NULL UNIQUE,
                  severity INTEGER NOT NULL,
                  content BLOB NOT NULL
                )\
                """);
            statement.execute("CREATE INDEX IF NOT EXISTS event_by_severity ON event (severity, sequence)");
            statement.execute("CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL)");
            statement.execute("INSERT OR IGNORE INTO counter (name, value) VALUES ('lost', 0), ('unreadable', 0)");
            statement.execute("CREATE TABLE IF NOT EXISTS unreadable AS SELECT * FROM event LIMIT 0");
            // Damage in the middle shows only to whoever goes there.
            statement.executeQuery("SELECT sum(length(content)) FROM event").close();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Keeps what an event has become for whoever wants to know why: the last hundred of them. */
    static void copyAside(Connection connection, long sequence) throws SQLException {
        try (PreparedStatement copy =
                        connection.prepareStatement("INSERT INTO unreadable SELECT * FROM event WHERE sequence = ?");
                Statement bound = connection.createStatement()) {
            copy.setLong(1, sequence);
            copy.executeUpdate();
            bound.executeUpdate("DELETE FROM unreadable WHERE rowid <= (SELECT max(rowid) - 100 FROM unreadable)");
        }
    }

    private static boolean isDamage(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    private static Path putAside(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        return aside;
    }
}
