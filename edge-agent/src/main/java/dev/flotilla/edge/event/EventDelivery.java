package dev.flotilla.edge.event;

import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Which events of the spool one stream has yet to carry. At most two batches are on the way at a time; a new stream starts
 * from the oldest event that nobody acknowledged. While the disk does not give or forget events, none are sent, and the disk
 * is asked again now and then: everything else that the stream carries goes on. For one thread.
 */
public final class EventDelivery {
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 1 << 20;
    private static final int MOST_ON_THE_WAY = 2;
    private static final long DEADLINE_NS = Duration.ofSeconds(30).toNanos();

    private static final long DISK_PAUSE_NS = Duration.ofSeconds(2).toNanos();

    private record OnTheWay(Set<String> ids, long sentNs) {}

    private final Spool spool;
    private final UnaryOperator<Event> presenting;
    private final BooleanSupplier isWanted;
    private final Deque<OnTheWay> onTheWay = new ArrayDeque<>();
    /** Acknowledged, which the disk did not take note of yet. */
    private final Set<String> unnoted = new HashSet<>();

    private long sentUpTo;
    private long diskPauseStartNs;
    private boolean isDiskPause;

    public EventDelivery(Spool spool) {
        this(spool, UnaryOperator.identity(), () -> true);
    }

    /**
     * @param presenting makes of an event what the receiver is to see of it; the id stays
     * @param isWanted whether events may go this way now; what is on the way already stays so
     */
    public EventDelivery(Spool spool, UnaryOperator<Event> presenting, BooleanSupplier isWanted) {
        this.spool = spool;
        this.presenting = presenting;
        this.isWanted = isWanted;
    }

    /** The next batch to send, if there is one and it may go now. */
    public Optional<EventBatch> next(long nowNs) {
        boolean mustWait =
                onTheWay.size() == MOST_ON_THE_WAY || (isDiskPause && nowNs - diskPauseStartNs < DISK_PAUSE_NS);
        if (mustWait || !isWanted.getAsBoolean()) {
            return Optional.empty();
        }
        List<Spool.Entry> entries = entries(nowNs);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        sentUpTo = entries.getLast().sequence();
        Set<String> ids = new HashSet<>();
        EventBatch.Builder batch = EventBatch.newBuilder();
        for (Spool.Entry entry : entries) {
            ids.add(entry.event().getId());
            batch.addEvents(presenting.apply(entry.event()));
        }
        onTheWay.add(new OnTheWay(ids, nowNs));
        return Optional.of(batch.build());
    }

    private List<Spool.Entry> entries(long nowNs) {
        try {
            note();
            List<Spool.Entry> entries = spool.after(sentUpTo, BATCH, BATCH_BYTES);
            isDiskPause = false;
            return entries;
        } catch (SQLException refused) {
            pause(nowNs);
            return List.of();
        }
    }

    /** Takes note of what is durable there; ids that are not on the way here are no matter. */
    public void acknowledged(List<String> ids, long nowNs) {
        for (OnTheWay batch : onTheWay) {
            ids.stream().filter(batch.ids()::remove).forEach(unnoted::add);
        }
        onTheWay.removeIf(batch -> batch.ids().isEmpty());
        try {
            note();
        } catch (SQLException refused) {
            pause(nowNs);
        }
    }

    private void note() throws SQLException {
        if (!unnoted.isEmpty()) {
            spool.acknowledge(unnoted);
            unnoted.clear();
        }
    }

    /** The spool itself says what is wrong. */
    private void pause(long nowNs) {
        isDiskPause = true;
        diskPauseStartNs = nowNs;
    }

    /** Whether the control center has kept the oldest batch for so long that another stream should carry it. */
    public boolean isOverdue(long nowNs) {
        OnTheWay oldest = onTheWay.peek();
        return oldest != null && nowNs - oldest.sentNs() > DEADLINE_NS;
    }
}
