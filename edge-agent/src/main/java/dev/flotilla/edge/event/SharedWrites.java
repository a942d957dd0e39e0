package dev.flotilla.edge.event;

import dev.flotilla.proto.event.v1.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Senders that wait for a disk together: the first one writes its event, and whoever comes meanwhile shares the next write. So a
 * disk that takes a hundred writes a second takes thousands of events. For any thread.
 */
final class SharedWrites {
    private static final int MOST_TOGETHER = 500;

    private final ReentrantLock lock;
    private final Disk disk;
    /** No more than there are threads that wait. */
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    /** Makes events durable, all or none. Called with the lock held. */
    interface Disk {
        void write(List<Event> events) throws SQLException;
    }

    /** An event whose sender waits. What became of it is guarded by the lock. */
    private static final class Waiting {
        final Event event;
        boolean isWritten;

        @Nullable
        Exception failure;

        Waiting(Event event) {
            this.event = event;
        }
    }

    /** @param lock of the disk */
    SharedWrites(ReentrantLock lock, Disk disk) {
        this.lock = lock;
        this.disk = disk;
    }

    /** Returns when the event is durable. */
    void write(Event event) throws SQLException {
        Waiting mine = new Waiting(event);
        waiting.add(mine);
        lock.lock();
        try {
            // Whoever had the lock before may have written it already.
            while (!mine.isWritten && mine.failure == null) {
                List<Waiting> together = next();
                if (together.isEmpty()) {
                    throw new SQLException("whoever was writing this event with others broke off");
                }
                write(together);
            }
        } finally {
            lock.unlock();
        }
        if (mine.failure != null) {
            throw new SQLException(mine.failure.getMessage(), mine.failure);
        }
    }

    private List<Waiting> next() {
        List<Waiting> together = new ArrayList<>();
        for (Waiting each = waiting.poll(); each != null; each = waiting.poll()) {
            together.add(each);
            if (together.size() == MOST_TOGETHER) {
                break;
            }
        }
        return together;
    }

    /** All in one write; each by itself when that fails, so that nobody is refused for another's sake. */
    private void write(List<Waiting> together) {
        try {
            disk.write(together.stream().map(each -> each.event).toList());
            together.forEach(each -> each.isWritten = true);
        } catch (SQLException | RuntimeException e) {
            if (together.size() == 1) {
                together.getFirst().failure = e;
            } else {
                together.forEach(each -> write(List.of(each)));
            }
        }
    }
}
