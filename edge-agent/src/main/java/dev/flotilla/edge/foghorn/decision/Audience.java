package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.recent.Recent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Keeps the viewers of a stream within its bound. Who was admitted stays so, however often its sessions begin anew; those who
 * came since the last reports are added to what those say.
 */
final class Audience {
    private static final int MOST_VIEWERS = 200_000;
    private static final int MOST_STREAMS = 10_000;
    private static final Duration MEMORY = Duration.ofMinutes(10);
    /** As often as nodes report. */
    private static final long UNREPORTED_NS = Duration.ofSeconds(10).toNanos();

    private final Recent<Seat, Boolean> admitted;
    private final Recent<String, Deque<Long>> arrivals;
    private final LongSupplier nowNs;

    private record Seat(String stream, String viewer) {}

    Audience(LongSupplier nowNs) {
        this.admitted = new Recent<>(MOST_VIEWERS, MEMORY, nowNs);
        this.arrivals = new Recent<>(MOST_STREAMS, MEMORY, nowNs);
        this.nowNs = nowNs;
    }

    /**
     * Admits the viewer if there is room.
     *
     * @param viewer the id of its redirect, or of its session
     * @param most the bound; 0 for none
     * @param reported viewers that nodes have told of
     */
    boolean admit(String stream, String viewer, int most, long reported) {
        Seat seat = new Seat(stream, viewer);
        if (most == 0 || admitted.get(seat) != null) {
            return true;
        }
        Deque<Long> recent = arrivals.getOrMake(stream, _ -> new ArrayDeque<>());
        synchronized (recent) {
            long now = nowNs.getAsLong();
            while (!recent.isEmpty() && now - recent.getFirst() > UNREPORTED_NS) {
                recent.removeFirst();
            }
            if (reported + recent.size() >= most) {
                return false;
            }
            recent.addLast(now);
        }
        admitted.put(seat, true);
        return true;
    }
}
