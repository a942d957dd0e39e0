package dev.flotilla.edge.engine.merge;

import dev.flotilla.edge.engine.rtp.Sequence;
import java.nio.ByteBuffer;

/**
 * One numbering of packets, and what is known of each number within reach: waiting, released, given up or missing. Numbers are
 * sequence numbers without their wrap. The reach grows with rate and window up to a bound.
 */
final class Timeline implements AutoCloseable {
    static final long NOWHERE = Long.MIN_VALUE;

    /** Within that many packets a number needs no timestamp to be believed. */
    private static final int NEAR = 1_000;

    /** After a long gap all that waits behind it is due at once: the taker gets so much of it per turn. */
    private static final int RELEASES_PER_TURN = 512;

    private static final int TICKS_PER_SECOND = 90_000;

    /** What a slot holds when it is not a packet that waits. */
    private static final int RELEASED = -1;

    private static final int GIVEN_UP = -2;
    private static final int MISSING = -3;

    private static final int DUE = -1;

    private final PacketPool pool;
    private final MergeCounters counters;
    private final MergedStream sink;
    private final Slots slots = new Slots();
    private boolean isEmpty = true;
    private boolean hasBegun;
    private long firstArrivalNs;
    private long beginNs;
    private long first;
    private long next;
    private long highest;
    private int releasesLeft = RELEASES_PER_TURN;

    Timeline(PacketPool pool, MergeCounters counters, MergedStream sink) {
        this.pool = pool;
        this.counters = counters;
        this.sink = sink;
    }

    /** Forgets everything and begins with that number, which came now; nothing is released before that time. */
    void begin(long number, long nowNs, long atNs) {
        discard();
        isEmpty = false;
        hasBegun = false;
        firstArrivalNs = nowNs;
        beginNs = atNs;
        first = number;
        next = number;
        highest = number - 1;
    }

    /** Nothing is released before that time, unless something has been already. */
    void beginNotBefore(long atNs) {
        beginNs = Math.max(beginNs, atNs);
    }

    long firstArrivalNs() {
        return firstArrivalNs;
    }

    /** Frees what waits. */
    void discard() {
        for (; !isEmpty && next <= highest; next++) {
            free(next);
        }
        isEmpty = true;
    }

    private void free(long number) {
        if (slots.content(number) >= 0) {
            pool.free(slots.content(number));
            slots.content(number, RELEASED);
        }
    }

    boolean isEmpty() {
        return isEmpty;
    }

    long highest() {
        return highest;
    }

    /** When the highest number came. */
    long highestNs() {
        return slots.timeNs(highest);
    }

    /** How many numbers it has spanned so far. */
    long span() {
        return highest - first + 1;
    }

    private boolean isKnown(long number) {
        return number >= first && number <= highest && number > highest - slots.count();
    }

    private boolean hasCome(long number) {
        return isKnown(number) && slots.content(number) >= RELEASED;
    }

    /** Whether that number has come by the path of that bit. */
    boolean hasSeen(long number, int bit) {
        return isKnown(number) && slots.content(number) != MISSING && (slots.paths(number) & bit) != 0;
    }

    /** Whether that number lies before all that is known, or has come by the path of that bit. */
    boolean isPast(long number, int bit) {
        return number <= highest && (!isKnown(number) || hasSeen(number, bit));
    }

    /** Whether that number came before with another timestamp, so that it cannot be the same packet. */
    boolean contradicts(long number, int timestamp) {
        return hasCome(number) && slots.timestamp(number) != timestamp;
    }

    /**
     * The number of a packet of which only the low 16 bits are known, or {@link #NOWHERE} when it does not belong here. A
     * packet that came before by the other path is found by its timestamp; another one must lie where the pace of the
     * timestamps lets expect it.
     */
    long locate(int sequence, int timestamp, long notBeforeNs) {
        if (isEmpty) {
            return NOWHERE;
        }
        long nearest = Sequence.extend(sequence, highest);
        for (long number = nearest; number > highest - slots.count(); number -= Sequence.CYCLE) {
            boolean isFresh = hasCome(number) && slots.timeNs(number) - notBeforeNs >= 0;
            if (isFresh && slots.timestamp(number) == timestamp) {
                return number;
            }
        }
        return expect(sequence, timestamp);
    }

    private long expect(int sequence, int timestamp) {
        if (!hasCome(highest)) {
            return NOWHERE;
        }
        int ticks = timestamp - slots.timestamp(highest);
        if (Math.abs((long) ticks) > 20L * TICKS_PER_SECOND) {
            return NOWHERE;
        }
        long distance = Math.round(ticks * packetsPerTick());
        if (Math.abs(distance) > Slots.MOST) {
            return NOWHERE;
        }
        long number = Sequence.extend(sequence, highest + distance);
        boolean isNear = Math.abs(number - highest - distance) <= NEAR + Math.abs(distance) / 2;
        // What lies before all that is remembered is no late packet but another beginning.
        boolean isWithinReach = number > highest - slots.count();
        return isNear && isWithinReach && !hasCome(number) ? number : NOWHERE;
    }

    private double packetsPerTick() {
        long from = Math.max(first, highest - Math.min(NEAR, slots.count() - 1));
        while (from < highest && !hasCome(from)) {
            from++;
        }
        int ticks = slots.timestamp(highest) - slots.timestamp(from);
        return ticks <= 0 ? 0 : (double) (highest - from) / ticks;
    }

    /** Notes a packet: releases it, keeps it, or counts why not. */
    void insert(Path path, long number, int timestamp, ByteBuffer bytes, int offset, int length, Timing timing) {
        if (number > highest) {
            extend(number, path, timing);
        } else if (number < first) {
            if (hasBegun || first - number >= Slots.FEWEST / 2) {
                return;
            }
            reachBack(number, path, timing);
        } else if (!isKnown(number)) {
            path.counters.late(timing.nowNs - firstArrivalNs);
            return;
        }
        pass(path, number, timing);
        if (slots.content(number) == MISSING) {
            take(path, number, timestamp, bytes, offset, length, timing.nowNs);
        } else {
            again(path, number, timing.nowNs);
        }
    }

    private void again(Path path, long number, long nowNs) {
        if (slots.content(number) == GIVEN_UP) {
            path.counters.late(nowNs - slots.timeNs(number));
        } else if ((slots.paths(number) & path.bit()) != 0) {
            path.counters.repeated++;
        } else {
            path.counters.duplicates++;
            path.behind(nowNs - slots.timeNs(number));
        }
        slots.paths(number, slots.paths(number) | path.bit());
    }

    private void take(Path path, long number, int timestamp, ByteBuffer bytes, int offset, int length, long nowNs) {
        path.counters.first++;
        if ((slots.paths(number) & ~path.bit()) != 0) {
            path.counters.gapFills++;
        }
        slots.paths(number, path.bit());
        slots.timestamp(number, timestamp);
        slots.timeNs(number, nowNs);
        int handle = keepUnlessDue(number, bytes, offset, length, nowNs);
        if (handle != DUE) {
            slots.content(number, handle);
            return;
        }
        slots.content(number, RELEASED);
        next++;
        release(bytes, offset, length, nowNs);
        releaseWaiting(nowNs);
    }

    /**
     * Copies a packet that must wait, and answers its handle, or {@link #DUE} when its turn has come. When there is no room,
     * older ones are given up.
     */
    private int keepUnlessDue(long number, ByteBuffer bytes, int offset, int length, long nowNs) {
        while (!hasBegun || next < number) {
            int handle = pool.put(bytes, offset, length);
            if (handle != PacketPool.FULL) {
                return handle;
            }
            counters.overflown++;
            releasesLeft = Integer.MAX_VALUE;
            giveUpHead(nowNs);
        }
        int handle = releasesLeft > 0 ? DUE : pool.put(bytes, offset, length);
        return handle == PacketPool.FULL ? DUE : handle;
    }

    private void release(ByteBuffer bytes, int offset, int length, long nowNs) {
        counters.released++;
        releasesLeft--;
        if (length > 0) {
            sink.accept(bytes, offset, length, nowNs);
        }
    }

    private void releaseWaiting(long nowNs) {
        for (; next <= highest && slots.content(next) != MISSING && releasesLeft > 0; next++) {
            int handle = slots.content(next);
            if (handle >= 0) {
                slots.content(next, RELEASED);
                release(pool.bytes(handle), pool.offset(handle), pool.length(handle), nowNs);
                pool.free(handle);
            }
        }
    }

    private void giveUpHead(long nowNs) {
        hasBegun = true;
        if (slots.content(next) == MISSING) {
            slots.content(next, GIVEN_UP);
            slots.paths(next, 0);
            slots.timeNs(next, nowNs);
            counters.missing++;
            next++;
        }
        releaseWaiting(nowNs);
    }

    /** Releases what need not wait any longer, and gives up what is missing for too long. */
    void advance(long nowNs) {
        if (isEmpty || (!hasBegun && nowNs - beginNs < 0)) {
            return;
        }
        hasBegun = true;
        releasesLeft = RELEASES_PER_TURN;
        releaseWaiting(nowNs);
        while (next <= highest && releasesLeft > 0 && slots.timeNs(next) - nowNs <= 0) {
            giveUpHead(nowNs);
        }
    }

    /** Releases all that has come, whatever is missing in between. */
    void finish(long nowNs) {
        releasesLeft = Integer.MAX_VALUE;
        while (!isEmpty && next <= highest) {
            giveUpHead(nowNs);
        }
    }

    /** Frees what came before that time and is not going to be released. */
    void forget(long beforeNs) {
        for (; !isEmpty && next <= highest && slots.timeNs(next) - beforeNs < 0; next++) {
            free(next);
            if (slots.content(next) == MISSING) {
                slots.content(next, GIVEN_UP);
            }
        }
    }

    /** Moves what waits here to another timeline, where it has numbers that differ by the shift. */
    void pourInto(Timeline other, Path path, long shift, Timing timing) {
        for (; !isEmpty && next <= highest; next++) {
            int handle = slots.content(next);
            if (handle >= 0) {
                ByteBuffer bytes = pool.bytes(handle);
                int offset = pool.offset(handle);
                other.insert(path, next + shift, slots.timestamp(next), bytes, offset, pool.length(handle), timing);
                free(next);
            }
        }
        isEmpty = true;
    }

    /** When {@link #advance} next has something to do; {@code Long.MAX_VALUE} while nothing waits. */
    long dueNs() {
        if (isEmpty || next > highest) {
            return Long.MAX_VALUE;
        }
        return hasBegun ? slots.timeNs(next) : beginNs;
    }

    /** Everything between the highest number and this one is missing from now on. */
    private void extend(long number, Path path, Timing timing) {
        while (highest < number) {
            makeRoom(timing);
            highest++;
            miss(highest, path, timing.nowNs + timing.waitNs);
        }
    }

    /** A stream that nobody has seen anything of yet begins earlier than thought. */
    private void reachBack(long number, Path path, Timing timing) {
        while (first > number) {
            first--;
            if (highest - first >= slots.count()) {
                grow();
            }
            miss(first, path, firstArrivalNs + timing.waitNs);
        }
        next = first;
    }

    private void miss(long number, Path path, long deadlineNs) {
        slots.content(number, MISSING);
        slots.paths(number, path.bit());
        slots.timeNs(number, deadlineNs);
    }

    /** Sees to it that the slot of the next number is free: by growing while its packet is still of use, else by force. */
    private void makeRoom(Timing timing) {
        long oldest = highest + 1 - slots.count();
        if (oldest < first) {
            return;
        }
        boolean isOfUse = oldest >= next || slots.timeNs(oldest) - timing.memoryNs >= 0;
        if (isOfUse && slots.count() < Slots.MOST) {
            grow();
            return;
        }
        while (next <= oldest) {
            counters.overflown++;
            releasesLeft = Integer.MAX_VALUE;
            giveUpHead(timing.nowNs);
        }
    }

    private void grow() {
        slots.resize(2 * slots.count(), Math.max(first, highest + 1 - slots.count()), highest);
    }

    /** Gives room back that it has four times of what came since that time. To be called every few seconds. */
    void trim(long memoryNs) {
        if (isEmpty && slots.count() > Slots.FEWEST) {
            slots.resize(Slots.FEWEST, 0, -1);
        }
        while (!isEmpty && slots.count() > Slots.FEWEST && isOver(highest - slots.count() / 4, memoryNs)) {
            int fewer = slots.count() / 2;
            slots.resize(fewer, Math.max(first, highest + 1 - fewer), highest);
        }
    }

    private boolean isOver(long number, long memoryNs) {
        return number < first || (number < next && slots.timeNs(number) - memoryNs < 0);
    }

    int residentBytes() {
        return slots.residentBytes();
    }

    @Override
    public void close() {
        slots.close();
    }

    /** The path goes on to that number: what is missing before it will not come by this path, but for what is out of order. */
    private void pass(Path path, long number, Timing timing) {
        for (long passed = Math.max(path.highest + 1, next); passed < number; passed++) {
            if (slots.content(passed) == MISSING && (slots.paths(passed) & path.bit()) == 0) {
                slots.paths(passed, slots.paths(passed) | path.bit());
                slots.timeNs(passed, Math.min(slots.timeNs(passed), timing.nowNs + timing.settleNs));
            }
        }
        path.highest = Math.max(path.highest, number);
    }
}
