package dev.flotilla.edge.event;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Events that the control center has not acknowledged yet, in one file on the disk. Bounded: when it is full, the oldest of the
 * least severe go first, and how many went is counted on the disk as well; those that must be kept never go, and one of them
 * for which there is no room is refused instead. For any thread; those who come while the disk is busy share its next write.
 */
public final class Spool implements EventSink, AutoCloseable {
    /** A spooled event and its place in the order of arrival. */
    record Entry(long sequence, Event event) {}

    /**
     * Figures since the data folder was made, but {@code acknowledged}, which counts since this object was.
     *
     * @param unreadable events whose bytes on the disk made no sense any more, and which were put aside
     */
    public record Counts(long events, long bytes, long lost, long acknowledged, long unreadable) {}

    private static final Logger LOG = Logger.getLogger(Spool.class);

    /** In the place of a severity, above each of them: of an event that is never dropped. */
    private static final int KEPT = 100;
    /** A disk that refused is asked again no sooner than that. */
    private static final long LOOK_AGAIN_NS = Duration.ofSeconds(1).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final SharedWrites arriving = new SharedWrites(lock, this::write);
    private final Connection connection;
    private final SpoolLimits limits;
    private final Predicate<Event> mustKeep;
    private long events;
    private long bytes;
    private long lost;
    private long acknowledged;
    private long unreadable;
    private long writtenNs;

    private final SpoolTrouble writing = new SpoolTrouble("Events of this node cannot be stored");
    private final SpoolTrouble reading = new SpoolTrouble("Events that wait for the control center cannot be read");
    private volatile Runnable arrival = () -> {};

    Spool(Connection connection, SpoolLimits limits, Predicate<Event> mustKeep) throws SQLException {
        this.connection = connection;
        this.limits = limits;
        this.mustKeep = mustKeep;
        this.events = number("SELECT count(*) FROM event");
        this.bytes = number("SELECT coalesce(sum(length(content)), 0) FROM event");
        this.lost = number("SELECT value FROM counter WHERE name = 'lost'");
        this.unreadable = number("SELECT value FROM counter WHERE name = 'unreadable'");
        connection.setAutoCommit(false);
    }

    /** Opens the spool in that file, with what an earlier agent left in it. */
    public static Spool open(Path file, SpoolLimits limits) throws SQLException {
        return open(file, limits, _ -> false);
    }

    /**
     * The same, with events that are never dropped.
     *
     * @param mustKeep whether an event is one of them
     */
    public static Spool open(Path file, SpoolLimits limits, Predicate<Event> mustKeep) throws SQLException {
        return new Spool(SpoolFile.open(file), limits, mustKeep);
    }

    /** Whom to tell, on the thread of the sender, that there is something to deliver. */
    public void onArrival(Runnable listener) {
        arrival = listener;
    }

    @Override
    public void accept(Event event) {
        try {
            arriving.write(event);
        } catch (SQLException e) {
            throw new SpoolFailure("event " + event.getId() + " cannot be spooled: " + e.getMessage(), e);
        }
        arrival.run();
    }

    private void write(List<Event> together) throws SQLException {
        transaction(() -> {
            for (Event event : together) {
                insert(event);
            }
            dropWhatIsTooMuch();
        });
    }

    /** What is wrong with the disk, as sentences for people. Tries again, once a second, whether it still is. */
    public List<String> problems() {
        lookAgain();
        return Stream.of(writing, reading)
                .filter(SpoolTrouble::isPresent)
                .map(SpoolTrouble::sentence)
                .toList();
    }

    private void lookAgain() {
        lock.lock();
        try {
            if (writing.isPresent() && System.nanoTime() - writtenNs > LOOK_AGAIN_NS) {
                transaction(() -> count("lost", lost));
            }
        } catch (SQLException stillSo) {
            LOG.debugf("the spool takes nothing: %s", stillSo.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /**
     * What comes after that place, in order: at most so many events, and no more bytes unless the first alone is larger. What
     * makes no sense is put aside for good, so that it stands in nobody's way.
     */
    List<Entry> after(long sequence, int most, long mostBytes) throws SQLException {
        lock.lock();
        try {
            List<Long> senseless = new ArrayList<>();
            List<Entry> entries = read(sequence, most, mostBytes, senseless);
            if (!senseless.isEmpty()) {
                putAside(senseless);
            }
            reading.isOver();
            return entries.isEmpty() && !senseless.isEmpty() ? after(senseless.getLast(), most, mostBytes) : entries;
        } catch (SQLException e) {
            reading.is(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private List<Entry> read(long sequence, int most, long mostBytes, List<Long> senseless) throws SQLException {
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
                    try {
                        entries.add(new Entry(rows.getLong(1), Event.parseFrom(content)));
                    } catch (InvalidProtocolBufferException e) {
                        senseless.add(rows.getLong(1));
                        LOG.errorf(
                                "event %d of the spool makes no sense and is put aside: %s",
                                rows.getLong(1), e.getMessage());
                    }
                }
            }
            connection.commit();
            return entries;
        }
    }

    private void putAside(List<Long> senseless) throws SQLException {
        transaction(() -> {
            for (long sequence : senseless) {
                SpoolFile.copyAside(connection, sequence);
                unreadable += delete("DELETE FROM event WHERE sequence = ? RETURNING length(content)", sequence);
            }
            count("unreadable", unreadable);
        });
    }

    /** Forgets events that the control center holds; ids that are not here are no matter. */
    public void acknowledge(Collection<String> ids) throws SQLException {
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
            return new Counts(events, bytes, lost, acknowledged, unreadable);
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

    private void insert(Event event) throws SQLException {
        byte[] content = Presentable.of(event).toByteArray();
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO event (id, severity, content) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING")) {
            insert.setString(1, event.getId());
            insert.setInt(
                    2, mustKeep.test(event) ? KEPT : Math.max(event.getSeverityValue(), Severity.SEVERITY_INFO_VALUE));
            insert.setBytes(3, content);
            if (insert.executeUpdate() == 0) {
                return;
            }
        }
        events++;
        bytes += content.length;
    }

    private void dropWhatIsTooMuch() throws SQLException {
        long before = lost;
        while (events > limits.events() || bytes > limits.bytes()) {
            int dropped = delete("""
                DELETE FROM event
                WHERE sequence = (SELECT sequence FROM event WHERE severity < ? ORDER BY severity, sequence LIMIT 1)
                RETURNING length(content)\
                """, KEPT);
            if (dropped == 0) {
                throw new SQLException("it holds %d events that must be kept, and may hold %d, or %d bytes"
                        .formatted(events - 1, limits.events(), limits.bytes()));
            }
            lost += dropped;
        }
        if (lost != before) {
            count("lost", lost);
        }
    }

    private void count(String name, long value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE counter SET value = ? WHERE name = ?")) {
            update.setLong(1, value);
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    /** Deletes at most one event and answers how many it was. */
    private int delete(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                delete.setObject(i + 1, parameters[i]);
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
        long[] before = {events, bytes, lost, acknowledged, unreadable};
        writtenNs = System.nanoTime();
        try {
            work.run();
            connection.commit();
            writing.isOver();
        } catch (SQLException | RuntimeException e) {
            events = before[0];
            bytes = before[1];
            lost = before[2];
            acknowledged = before[3];
            unreadable = before[4];
            writing.is(e);
            connection.rollback();
            throw e;
        }
    }
}
