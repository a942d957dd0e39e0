package dev.flotilla.edge.uplink;

import dev.flotilla.proto.event.v1.EventBatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events of the spool one stream has yet to carry. At most two batches are on the way at a time; a new stream starts
 * from the oldest event that nobody acknowledged. For one thread.
 */
final class EventDelivery {
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 1 << 20;
    private static final int MOST_ON_THE_WAY = 2;
    private static final long DEADLINE_NS = Duration.ofSeconds(30).toNanos();

    private record OnTheWay(Set<String> ids, long sentNs) {}

    private final Spool spool;
    private final Deque<OnTheWay> onTheWay = new ArrayDeque<>();
    private long sentUpTo;

    EventDelivery(Spool spool) {
        this.spool = spool;
    }

    /** The next batch to send, if there is one and it may go now. */
    Optional<EventBatch> next(long nowNs) throws SQLException {
        if (onTheWay.size() == MOST_ON_THE_WAY) {
            return Optional.empty();
        }
        List<Spool.Entry> entries = spool.after(sentUpTo, BATCH, BATCH_BYTES);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        sentUpTo = entries.getLast().sequence();
        Set<String> ids = new HashSet<>();
        EventBatch.Builder batch = EventBatch.newBuilder();
        for (Spool.Entry entry : entries) {
            ids.add(entry.event().getId());
            batch.addEvents(entry.event());
        }
        onTheWay.add(new OnTheWay(ids, nowNs));
        return Optional.of(batch.build());
    }

    void acknowledged(List<String> ids) throws SQLException {
        spool.acknowledge(ids);
        Set<String> done = Set.copyOf(ids);
        onTheWay.forEach(batch -> batch.ids().removeAll(done));
        onTheWay.removeIf(batch -> batch.ids().isEmpty());
    }

    /** Whether the control center has kept the oldest batch for so long that another stream should carry it. */
    boolean isOverdue(long nowNs) {
        OnTheWay oldest = onTheWay.peek();
        return oldest != null && nowNs - oldest.sentNs() > DEADLINE_NS;
    }
}
