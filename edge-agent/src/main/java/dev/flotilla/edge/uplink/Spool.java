package dev.flotilla.edge.uplink;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The events that the control center has not acknowledged yet, on the disk ({@code spool.db}). Bounded: when it is full, the
 * oldest of the least severe go first, and how many went is counted on the disk as well. For any thread.
 */
public final class Spool implements EventSink, AutoCloseable {
    /** A spooled event and its place in the order of arrival. */
    record Entry(long sequence, Event event) {}

    /** Figures since the data folder was made, but {@code acknowledged}, which counts since this object was. */
    public record Counts(long events, long bytes, long lost, long acknowledged) {}

    private static final Logger LOG = Logger.getLogger(Spool.class);

    private static final int LONGEST_MESSAGE = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final SpoolLimits limits;
    private long events;
    private long bytes;
    private long lost;
    private long acknowledged;

    private volatile boolean isWritable = true;
    private volatile Runnable arrival = () -> {};

    private Spool(Connection connection, SpoolLimits limits) throws SQLException {
        this.connection = connection;
        this.limits = limits;
        this.events = number("SELECT count(*) FROM event");
        this.bytes = number("SELECT coalesce(sum(length(content)), 0) FROM event");
        this.lost = number("SELECT value FROM counter WHERE name = 'lost'");
        connection.setAutoCommit(false);
    }

    /** Opens the spool in that file, with what an earlier agent left in it. */
    public static Spool open(Path file, SpoolLimits limits) throws SQLException {
        return new Spool(SpoolFile.open(file), limits);
    }

    /** Whom to tell, on the thread of the sender, that there is something to deliver. */
    void onArrival(Runnable listener) {
        arrival = listener;
    }

    @Override
    public void accept(Event event) {
        lock.lock();
        try {
            transaction(() -> {
                if (insert(event)) {
                    dropWhatIsTooMuch();
                }
            });
            isWritable = true;
        } catch (SQLException e) {
            isWritable = false;
            throw new SpoolFailure("event " + event.getId() + " cannot be spooled: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
        arrival.run();
    }

    /** Whether the last event that came could be stored. */
    public boolean isWritable() {
        return isWritable;
    }

    /** What comes after that place, in order: at most so many events, and no more bytes unless the first alone is larger. */
    List<Entry> after(long sequence, int most, long mostBytes) throws SQLException {
        lock.lock();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT sequence, content FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
            query.setLong(1, sequence);
            query.setInt(2, most);
            List<Entry> entries = new ArrayList<>();
            long size = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] content = rows.getBytes(2);
                    size += content.length;
                    if (size > mostBytes && !entries.isEmpty()) {
                        break;
                    }
                    entries.add(new Entry(rows.getLong(1), Event.parseFrom(content)));
                }
            }
            connection.commit();
            return entries;
        } catch (InvalidProtocolBufferException e) {
            throw new SQLException("an event in the spool cannot be read: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets events that the control center holds; ids that are not here are no matter. */
    void acknowledge(Collection<String> ids) throws SQLException {
        lock.lock();
        try {
            transaction(() -> {
                for (String id : ids) {
                    acknowledged += delete("DELETE FROM event WHERE id = ? RETURNING length(content)", id);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** Answers from memory. */
    public Counts counts() {
        lock.lock();
        try {
            return new Counts(events, bytes, lost, acknowledged);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warnf("the spool does not close cleanly; what it promised is on the disk: %s", e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private boolean insert(Event event) throws SQLException {
        byte[] content = presentable(event).toByteArray();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event (id, severity, content) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING")) {
            insert.setString(1, event.getId());
            insert.setInt(2, Math.max(event.getSeverityValue(), Severity.SEVERITY_INFO_VALUE));
            insert.setBytes(3, content);
            if (insert.executeUpdate() == 0) {
                return false;
            }
        }
        events++;
        bytes += content.length;
        return true;
    }

    /** The control center takes no longer message, and no event may stand in the way of all that come after it. */
    private static Event presentable(Event event) {
        String message = event.getMessage();
        if (message.length() <= LONGEST_MESSAGE && message.indexOf(0) < 0) {
            return event;
        }
        String shortened = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        return event.toBuilder().setMessage(shortened.replace('\0', ' ')).build();
    }

    private void dropWhatIsTooMuch() throws SQLException {
        long before = lost;
        while (events > limits.events() || bytes > limits.bytes()) {
            lost += delete("""
                    DELETE FROM event
                    WHERE sequence = (SELECT sequence FROM event ORDER BY severity, sequence LIMIT 1)
                    RETURNING length(content)""");
        }
        if (lost != before) {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE counter SET value = ? WHERE name = 'lost'")) {
                update.setLong(1, lost);
                update.executeUpdate();
            }
        }
    }

    /** Deletes at most one event and answers how many it was. */
    private int delete(String sql, String... parameters) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                delete.setString(i + 1, parameters[i]);
            }
            try (ResultSet deleted = delete.executeQuery()) {
                if (!deleted.next()) {
                    return 0;
                }
                events--;
                bytes -= deleted.getLong(1);
                return 1;
            }
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** All or nothing, on the disk and in the counts. */
    private void transaction(Work work) throws SQLException {
        long[] before = {events, bytes, lost, acknowledged};
        try {
            work.run();
            connection.commit();
        } catch (SQLException e) {
            events = before[0];
            bytes = before[1];
            lost = before[2];
            acknowledged = before[3];
            connection.rollback();
            throw e;
        }
    }
}
