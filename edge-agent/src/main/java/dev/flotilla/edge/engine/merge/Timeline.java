package dev.flotilla.edge.engine.merge;

import dev.flotilla.edge.engine.rtp.Sequence;
import java.nio.ByteBuffer;

/**
 * One numbering of packets, and what is known of each number within reach: waiting, released, given up or missing. Numbers are
 * sequence numbers without their wrap. The reach grows with rate and window up to a bound.
 */
final class Timeline {
    static final long NOWHERE = Long.MIN_VALUE;

    private static final int MIN_SLOTS = 1_024;
    private static final int MAX_SLOTS = 1 << 18;

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
    private int[] contents = new int[MIN_SLOTS];
    private int[] timestamps = new int[MIN_SLOTS];

    /** Arrival of what came, deadline of what is missing, time of giving up of what was. */
    private long[] times = new long[MIN_SLOTS];

    /** By which paths a number came; of a missing one, which paths have passed over it. */
    private byte[] paths = new byte[MIN_SLOTS];

    private int mask = MIN_SLOTS - 1;

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

    /** Frees what waits. */
    void discard() {
        for (; !isEmpty && next <= highest; next++) {
            free(slot(next));
        }
        isEmpty = true;
    }

    private void free(int slot) {
        if (contents[slot] >= 0) {
            pool.free(contents[slot]);
            contents[slot] = RELEASED;
        }
    }

    private int slot(long number) {
        return (int) number & mask;
    }

    boolean isEmpty() {
        return isEmpty;
    }

    long highest() {
        return highest;
    }

    /** When the highest number came. */
    long highestNs() {
        return times[slot(highest)];
    }

    /** How many numbers it has spanned so far. */
    long span() {
        return highest - first + 1;
    }

    private boolean isKnown(long number) {
        return number >= first && number <= highest && number > highest - contents.length;
    }

    private boolean hasCome(long number) {
        return isKnown(number) && (contents[slot(number)] >= 0 || contents[slot(number)] == RELEASED);
    }

    /** Whether that number has come by the path of that bit. */
    boolean hasSeen(long number, int bit) {
        return isKnown(number) && contents[slot(number)] != MISSING && (paths[slot(number)] & bit) != 0;
    }

    /** Whether that number came before with another timestamp, so that it cannot be the same packet. */
    boolean contradicts(long number, int timestamp) {
        return hasCome(number) && timestamps[slot(number)] != timestamp;
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
        for (long number = nearest; number > highest - contents.length; number -= Sequence.CYCLE) {
            boolean isFresh = hasCome(number) && times[slot(number)] - notBeforeNs >= 0;
            if (isFresh && timestamps[slot(number)] == timestamp) {
                return number;
            }
        }
        return expect(sequence, timestamp);
    }

    private long expect(int sequence, int timestamp) {
        if (!hasCome(highest)) {
            return NOWHERE;
        }
        int ticks = timestamp - timestamps[slot(highest)];
        if (Math.abs((long) ticks) > 20L * TICKS_PER_SECOND) {
            return NOWHERE;
        }
        long distance = Math.round(ticks * packetsPerTick());
        if (Math.abs(distance) > MAX_SLOTS) {
            return NOWHERE;
        }
        long number = Sequence.extend(sequence, highest + distance);
        boolean isNear = Math.abs(number - highest - distance) <= NEAR + Math.abs(distance) / 2;
        // What lies before all that is remembered is no late packet but another beginning.
        boolean isWithinReach = number > highest - contents.length;
        return isNear && isWithinReach && !hasCome(number) ? number : NOWHERE;
    }

    private double packetsPerTick() {
        long from = Math.max(first, highest - Math.min(NEAR, contents.length - 1));
        while (from < highest && !hasCome(from)) {
            from++;
        }
        int ticks = timestamps[slot(highest)] - timestamps[slot(from)];
        return ticks <= 0 ? 0 : (double) (highest - from) / ticks;
    }

    /** Notes a packet: releases it, keeps it, or counts why not. */
    void insert(Path path, long number, int timestamp, ByteBuffer bytes, int offset, int length, Timing timing) {
        if (number > highest) {
            extend(number, path, timing);
        } else if (number < first) {
            if (hasBegun || first - number >= MIN_SLOTS / 2) {
                return;
            }
            reachBack(number, path, timing);
        } else if (!isKnown(number)) {
            path.counters.late(timing.nowNs - firstArrivalNs);
            return;
        }
        pass(path, number, timing);
        int slot = slot(number);
        int content = contents[slot];
        if (content == MISSING) {
            take(path, number, timestamp, bytes, offset, length, timing.nowNs);
        } else {
            again(path, slot, content, timing.nowNs);
        }
    }

    private void again(Path path, int slot, int content, long nowNs) {
        if (content == GIVEN_UP) {
            path.counters.late(nowNs - times[slot]);
        } else if ((paths[slot] & path.bit()) != 0) {
            path.counters.repeated++;
        } else {
            path.counters.duplicates++;
            path.behind(nowNs - times[slot]);
        }
        paths[slot] |= (byte) path.bit();
    }

    private void take(Path path, long number, int timestamp, ByteBuffer bytes, int offset, int length, long nowNs) {
        int slot = slot(number);
        path.counters.first++;
        if ((paths[slot] & ~path.bit()) != 0) {
            path.counters.gapFills++;
        }
        paths[slot] = (byte) path.bit();
        timestamps[slot] = timestamp;
        times[slot] = nowNs;
        int handle = keepUnlessDue(number, bytes, offset, length, nowNs);
        if (handle != DUE) {
            contents[slot] = handle;
            return;
        }
        contents[slot] = RELEASED;
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
        for (; next <= highest && contents[slot(next)] != MISSING && releasesLeft > 0; next++) {
            int handle = contents[slot(next)];
            if (handle >= 0) {
                contents[slot(next)] = RELEASED;
                release(pool.bytes(handle), pool.offset(handle), pool.length(handle), nowNs);
                pool.free(handle);
            }
        }
    }

    private void giveUpHead(long nowNs) {
        hasBegun = true;
        int slot = slot(next);
        if (contents[slot] == MISSING) {
            contents[slot] = GIVEN_UP;
            paths[slot] = 0;
            times[slot] = nowNs;
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
        while (next <= highest && releasesLeft > 0 && times[slot(next)] - nowNs <= 0) {
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
        for (; !isEmpty && next <= highest && times[slot(next)] - beforeNs < 0; next++) {
            free(slot(next));
            if (contents[slot(next)] == MISSING) {
                contents[slot(next)] = GIVEN_UP;
            }
        }
    }

    /** Moves what waits here to another timeline, where it has numbers that differ by the shift. */
    void pourInto(Timeline other, Path path, long shift, Timing timing) {
        for (; !isEmpty && next <= highest; next++) {
            int slot = slot(next);
            int handle = contents[slot];
            if (handle >= 0) {
                ByteBuffer bytes = pool.bytes(handle);
                int offset = pool.offset(handle);
                other.insert(path, next + shift, timestamps[slot], bytes, offset, pool.length(handle), timing);
                free(slot);
            }
        }
        isEmpty = true;
    }

    /** When {@link #advance} next has something to do; {@code Long.MAX_VALUE} while nothing waits. */
    long dueNs() {
        if (isEmpty || next > highest) {
            return Long.MAX_VALUE;
        }
        return hasBegun ? times[slot(next)] : beginNs;
    }

    /** Everything between the highest number and this one is missing from now on. */
    private void extend(long number, Path path, Timing timing) {
        while (highest < number) {
            makeRoom(timing);
            highest++;
            int slot = slot(highest);
            contents[slot] = MISSING;
            paths[slot] = (byte) path.bit();
            times[slot] = timing.nowNs + timing.waitNs;
        }
    }

    /** A stream that nobody has seen anything of yet begins earlier than thought. */
    private void reachBack(long number, Path path, Timing timing) {
        while (first > number) {
            first--;
            if (highest - first >= contents.length) {
                grow();
            }
            int slot = slot(first);
            contents[slot] = MISSING;
            paths[slot] = (byte) path.bit();
            times[slot] = firstArrivalNs + timing.waitNs;
        }
        next = first;
    }

    /** Sees to it that the slot of the next number is free: by growing while its packet is still of use, else by force. */
    private void makeRoom(Timing timing) {
        long oldest = highest + 1 - contents.length;
        if (oldest < first) {
            return;
        }
        boolean isOfUse = oldest >= next || times[slot(oldest)] - timing.memoryNs >= 0;
        if (isOfUse && contents.length < MAX_SLOTS) {
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
        int size = contents.length * 2;
        int[] newContents = new int[size];
        int[] newTimestamps = new int[size];
        long[] newTimes = new long[size];
        byte[] newPaths = new byte[size];
        for (long number = Math.max(first, highest + 1 - contents.length); number <= highest; number++) {
            int from = slot(number);
            int to = (int) number & (size - 1);
            newContents[to] = contents[from];
            newTimestamps[to] = timestamps[from];
            newTimes[to] = times[from];
            newPaths[to] = paths[from];
        }
        contents = newContents;
        timestamps = newTimestamps;
        times = newTimes;
        paths = newPaths;
        mask = size - 1;
    }

    /** The path goes on to that number: what is missing before it will not come by this path, but for what is out of order. */
    private void pass(Path path, long number, Timing timing) {
        for (long passed = Math.max(path.highest + 1, next); passed < number; passed++) {
            int slot = slot(passed);
            if (contents[slot] == MISSING && (paths[slot] & path.bit()) == 0) {
                paths[slot] |= (byte) path.bit();
                times[slot] = Math.min(times[slot], timing.nowNs + timing.settleNs);
            }
        }
        path.highest = Math.max(path.highest, number);
    }
}
