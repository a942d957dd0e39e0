package dev.flotilla.edge.engine.merge;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numberings that wait until it is known what they are: the next streams, what somebody else sends, or parts of the present
 * stream that nobody could place. A sender may begin anew more than once while a path is behind. The older come first.
 */
final class Candidates implements AutoCloseable {
    private static final int MOST = 3;

    private final Timeline[] byAge = new Timeline[MOST];

    Candidates(Supplier<Timeline> maker) {
        for (int i = 0; i < MOST; i++) {
            byAge[i] = maker.get();
        }
    }

    int count() {
        return MOST;
    }

    Timeline get(int i) {
        return byAge[i];
    }

    /** One for another numbering: an empty one, or else the oldest, whose packets are lost. */
    Timeline vacate() {
        int place = 0;
        for (int i = MOST - 1; i >= 0; i--) {
            place = byAge[i].isEmpty() ? i : place;
        }
        Timeline vacant = byAge[place];
        vacant.discard();
        moveToEnd(place, vacant);
        return vacant;
    }

    /** Puts the old timeline, which is empty, in the place of that one. */
    void replace(Timeline taken, Timeline old) {
        for (int i = 0; i < MOST; i++) {
            if (byAge[i] == taken) {
                moveToEnd(i, old);
                return;
            }
        }
    }

    private void moveToEnd(int place, Timeline timeline) {
        System.arraycopy(byAge, place + 1, byAge, place, MOST - 1 - place);
        byAge[MOST - 1] = timeline;
    }

    /**
     * Which of them is next once the present stream is over; null when none is more than a stray packet. One that began before
     * that time ran beside the present stream: it is next only if no other one has begun.
     */
    @Nullable
    Timeline next(long sinceNs) {
        Timeline beside = null;
        boolean hasBegun = false;
        for (Timeline each : byAge) {
            boolean isMore = !each.isEmpty() && each.span() > 1;
            if (each.isEmpty() || each.firstArrivalNs() - sinceNs < 0) {
                beside = beside == null && isMore ? each : beside;
            } else if (isMore) {
                return each;
            } else {
                hasBegun = true;
            }
        }
        return hasBegun ? null : beside;
    }

    /** Frees what came before the first time, and forgets those that brought nothing since the second. */
    void forget(long beforeNs, long silentNs) {
        for (Timeline each : byAge) {
            each.forget(beforeNs);
            if (!each.isEmpty() && each.highestNs() - silentNs < 0) {
                each.discard();
            }
        }
    }

    void trim(long memoryNs) {
        for (Timeline each : byAge) {
            each.trim(memoryNs);
        }
    }

    int residentBytes() {
        int sum = 0;
        for (Timeline each : byAge) {
            sum += each.residentBytes();
        }
        return sum;
    }

    @Override
    public void close() {
        for (Timeline each : byAge) {
            each.close();
        }
    }
}
