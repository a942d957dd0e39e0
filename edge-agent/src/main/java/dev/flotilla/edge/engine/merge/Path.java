package dev.flotilla.edge.engine.merge;

import org.jspecify.annotations.Nullable;

/** One way by which packets come: where on which timeline it is, and what it has delivered. */
final class Path {
    private static final int TURN_PACKETS = 16;

    final int index;
    final PathCounters counters = new PathCounters();

    /** The timeline that its packets belong to; null before its first packet. */
    @Nullable
    Timeline timeline;

    /** The other path of two. */
    @Nullable
    Path other;

    int ssrc;
    int lastTimestamp;

    /** The highest number that it has delivered. */
    long highest;

    long lastArrivalNs;

    /** Losses are counted up to here, and next time up to the mark: what is merely out of order, or repaired, has come by then. */
    private long judged;

    private long mark;
    private long markedNs;

    /** Of the present stream: the highest number ever, since when it is, and what came last. */
    private long top = Long.MIN_VALUE;

    private long toppedNs;
    private long latest;
    private int repeats;

    Path(int index) {
        this.index = index;
    }

    /** This path brought a packet so much later than the other one. */
    void behind(long ns) {
        counters.skew(ns);
        if (other != null) {
            other.counters.skew(0);
        }
    }

    int bit() {
        return 1 << index;
    }

    /** From now on its packets are on that timeline, the first of them with that number. */
    void join(Timeline joined, long number, int source) {
        boolean continues = timeline == joined && number > highest;
        timeline = joined;
        ssrc = source;
        if (!continues) {
            highest = number - 1;
            judged = highest;
            mark = highest;
        }
    }

    /**
     * Whether the path's sender counts from an earlier number again: for longer than that time it has brought nothing but what
     * it had brought before, one after the other. To be asked once about each packet that lies on the present stream.
     */
    boolean turnsBack(Timeline on, long number, long nowNs, long afterNs) {
        if (number > top) {
            top = number;
            toppedNs = nowNs;
            repeats = 0;
        } else if (number <= latest) {
            repeats = 0;
        } else if (on.isPast(number, bit())) {
            repeats++;
        }
        latest = number;
        return repeats >= TURN_PACKETS && nowNs - toppedNs > afterNs;
    }

    /** Another stream is the present one. */
    void beginAnew() {
        top = Long.MIN_VALUE;
        repeats = 0;
    }

    /** Counts what should have come by now and has not: what the path passed that time ago. */
    void judge(long nowNs, long settleNs) {
        Timeline on = timeline;
        if (on == null || nowNs - markedNs < settleNs) {
            return;
        }
        for (; judged < mark; judged++) {
            if (!on.hasSeen(judged + 1, bit())) {
                counters.lost++;
            }
        }
        mark = highest;
        markedNs = nowNs;
    }

    boolean isSilent(long nowNs, long sinceNs) {
        return nowNs - lastArrivalNs > sinceNs;
    }
}
