package dev.flotilla.edge.helmsman.trigger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** How many triggers came, and the newest of those that nobody could read. For any thread. */
public final class TriggerCounts {
    private static final int MOST_NAMES = 100;
    private static final int MOST_UNREAD = 20;
    private static final int LONGEST_UNREAD = 4_096;
    private static final String BEYOND = "other";

    private final Map<String, LongAdder> came = new ConcurrentHashMap<>();
    private final LongAdder unread = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder lostEvents = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Unread> newestUnread = new ArrayDeque<>();

    /** A trigger that this agent does not know, or whose fields are missing, as it came. */
    public record Unread(String name, String body) {
        /** Never the body. */
        @Override
        public String toString() {
            return "Unread[" + name + "]";
        }
    }

    void came(String name) {
        String counted = came.size() < MOST_NAMES || came.containsKey(name) ? name : BEYOND;
        came.computeIfAbsent(counted, _ -> new LongAdder()).increment();
    }

    void unread(TriggerCall call) {
        unread.increment();
        String body = call.body().substring(0, Math.min(call.body().length(), LONGEST_UNREAD));
        lock.lock();
        try {
            newestUnread.addLast(new Unread(call.name(), body));
            if (newestUnread.size() > MOST_UNREAD) {
                newestUnread.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    void refuse() {
        refused.increment();
    }

    void loseEvent() {
        lostEvents.increment();
    }

    /** Attempts by the trigger's name. */
    public Map<String, Long> byName() {
        Map<String, Long> counts = new TreeMap<>();
        came.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    public long all() {
        return came.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Triggers that could not be read. */
    public long unread() {
        return unread.sum();
    }

    /** Triggers that were not taken, because the disk did not take their event or too many came at once. */
    public long refused() {
        return refused.sum();
    }

    /** Questions that were answered although the disk did not take their event. */
    public long lostEvents() {
        return lostEvents.sum();
    }

    public List<Unread> newestUnread() {
        lock.lock();
        try {
            return List.copyOf(newestUnread);
        } finally {
            lock.unlock();
        }
    }
}
