package dev.flotilla.edge.engine.merge;

import dev.flotilla.edge.engine.stream.TsPacket;
import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/**
 * Makes one stream of a transport stream that comes by two paths without sequence numbers (SRT, RIST, UDP), each in order and
 * each with gaps of its own, cut into datagrams however they like. Packets are told apart by their content.
 *
 * <p>Only comparison shows reliably what is missing: continuity counters come again after sixteen packets, and null packets have
 * none. So a packet leaves when the path that is behind has brought it too, or shows by what follows that it has lost it, at the
 * latest after the window. A path that has been silent for the window, or that is not known to carry the same stream, is not waited
 * for. The price is a steady delay: the skew of the paths.
 *
 * <p>Content is ambiguous: null packets are all the same, tables come again. So a path that has lost its place finds it by two
 * packets that came only once, with all between them, and from there on is compared packet by packet. A path may be behind by 262,144 packets at most, and 131,072
 * may wait (26 MB). One thread hands in packets and time.
 */
public final class ContentMerger implements PathMerger {
    private static final int LOG_PACKETS = 1 << 18;
    private static final int MOST_WAITING = 1 << 17;
    private static final long TICK_NS = 50_000_000;
    private static final int DATAGRAM_BYTES = 7 * TsPacket.BYTES;
    private static final long WAVERING_NS = 50_000_000;

    private final long windowNs;
    private final MergedStream sink;
    private final PacketPool pool = new PacketPool(MOST_WAITING, TsPacket.BYTES);
    private final ContentPath[] paths = {new ContentPath(0, pool), new ContentPath(1, pool)};
    private final MergeCounters counters = new MergeCounters();
    private final HashTrail log = new HashTrail(LOG_PACKETS);
    private final long[] leftAtNs = new long[LOG_PACKETS];
    private final CounterState state = new CounterState();
    private final OffHeap memory = OffHeap.allocate(DATAGRAM_BYTES);
    private final ByteBuffer datagram = memory.bytes();
    private int filled;
    private boolean hasStarted;
    /** The path by which the packet came that left last. */
    private int latest;

    private long nextTickNs;

    /** A merger of two paths; a gap waits for the window at most. */
    public ContentMerger(long windowNs, MergedStream sink) {
        this.windowNs = windowNs;
        this.sink = sink;
    }

    /** Takes whole packets that came by that path. The bytes are the caller's again when this returns. */
    public void accept(int path, ByteBuffer bytes, int offset, int length, long nowNs) {
        ContentPath from = paths[path];
        if (!hasStarted) {
            hasStarted = true;
            paths[1 - path].lastArrivalNs = nowNs;
        }
        from.lastArrivalNs = nowNs;
        for (int at = offset; at < offset + length; at += TsPacket.BYTES) {
            from.counters.received++;
            accept(from, paths[1 - path], bytes, at, nowNs);
        }
        flush(nowNs);
    }

    private void accept(ContentPath from, ContentPath other, ByteBuffer bytes, int at, long nowNs) {
        long hash = hash(bytes, at);
        boolean isNull = TsPacket.pid(bytes, at) == CounterState.NULL_PID;
        from.trail.add(hash, !isNull);
        if (from.isAligned && from.cursor < log.end() && log.has(from.cursor) && log.hash(from.cursor) == hash) {
            from.cursor++;
            from.pass();
            repeated(from, other, nowNs - leftAtNs[place(from.cursor - 1)]);
        } else {
            from.isAligned &= from.cursor == log.end();
            hold(from, bytes, at, nowNs);
        }
        settle(nowNs);
    }

    private static void repeated(ContentPath late, ContentPath early, long behindNs) {
        late.counters.duplicates++;
        late.counters.skew(behindNs);
        early.counters.skew(0);
    }

    private void hold(ContentPath path, ByteBuffer bytes, int at, long nowNs) {
        if (path.first() == path.trail.end() - 1) {
            path.compared = path.cursor;
        }
        if (!path.hold(bytes, at, TsPacket.BYTES, nowNs)) {
            counters.overflown++;
            expire(path, paths[1 - path.index], nowNs);
        }
    }

    /** Releases what need not wait any longer. */
    private void settle(long nowNs) {
        boolean hasMoved = true;
        while (hasMoved) {
            hasMoved = false;
            for (int i = 0; i < paths.length; i++) {
                ContentPath path = paths[i];
                ContentPath other = paths[1 - i];
                if (path.isWaiting() && !path.isAligned) {
                    hasMoved |= align(path);
                } else if (path.isWaiting() && !isExpected(other, nowNs)) {
                    release(path, nowNs);
                    hasMoved = true;
                } else if (path.isWaiting() && other.isWaiting() && other.isAligned) {
                    hasMoved |= compare(path, other, nowNs);
                }
            }
        }
    }

    /** Whether that path may still bring what the other one has brought. */
    private boolean isExpected(ContentPath path, long nowNs) {
        return path.isAligned && nowNs - path.lastArrivalNs < windowNs && (path.trail.end() > 0 || log.end() == 0);
    }

    /** Both paths are at the front of the stream, with packets that wait: the first of both decide. */
    private boolean compare(ContentPath path, ContentPath other, long nowNs) {
        if (path.firstHash() == other.firstHash()) {
            boolean isLater = path.waitsSinceNs() > other.waitsSinceNs();
            ContentPath late = isLater ? path : other;
            repeated(late, isLater ? other : path, Math.abs(path.waitsSinceNs() - other.waitsSinceNs()));
            late.drop();
            late.cursor++;
            release(isLater ? other : path, nowNs);
            return true;
        }
        long same = other.find(path.firstHash(), other.trail.end());
        if (same >= other.first()
                && !isNull(path)
                && HashTrail.areSameFrom(path.trail, path.first(), other.trail, same)) {
            releaseOwn(other, path, same, nowNs);
            return true;
        }
        long newest = path.trail.end() - 1;
        long there = other.trail.find(path.trail.hash(newest));
        if (there >= other.first() && HashTrail.areSameUpTo(path.trail, newest, other.trail, there)) {
            while (newest > path.first()
                    && there > other.first()
                    && path.trail.hash(newest - 1) == other.trail.hash(there - 1)) {
                newest--;
                there--;
            }
            releaseBoth(path, newest, other, there, nowNs);
            return true;
        }
        return false;
    }

    /** Releases what only that path has, up to a packet that the other one has too. */
    private void releaseOwn(ContentPath owner, ContentPath loser, long end, long nowNs) {
        while (owner.first() < end) {
            owner.counters.gapFills++;
            loser.counters.lost++;
            release(owner, nowNs);
            loser.cursor = log.end();
        }
    }

    /** Both have lost something before packets that they have in common again. */
    private void releaseBoth(ContentPath a, long endOfA, ContentPath b, long endOfB, long nowNs) {
        while (a.first() < endOfA || b.first() < endOfB) {
            boolean haveBoth = a.first() < endOfA && b.first() < endOfB;
            if (haveBoth && a.firstHash() == b.firstHash()) {
                b.drop();
                release(a, nowNs);
                b.cursor = log.end();
            } else if (a.first() < endOfA && (!haveBoth || isBefore(a, endOfA, b, endOfB))) {
                releaseOwn(a, b, a.first() + 1, nowNs);
            } else {
                releaseOwn(b, a, b.first() + 1, nowNs);
            }
        }
    }

    /** Whether the first packet of a comes before that of b: where neither path has both, counters must say, as far as they can. */
    private boolean isBefore(ContentPath a, long endOfA, ContentPath b, long endOfB) {
        if (!isNull(b) && a.find(b.firstHash(), endOfA) != HashTrail.NOWHERE) {
            return true;
        }
        if (!isNull(a) && b.find(a.firstHash(), endOfB) != HashTrail.NOWHERE) {
            return false;
        }
        return isFirst(a, b);
    }

    /**
     * Where counters do not say which packet comes first, the time of sending does: when it can. Counters come round after sixteen
     * packets, which are milliseconds, and paths waver by as much; a path that brought the packet before is believed then.
     */
    private boolean isFirst(ContentPath a, ContentPath b) {
        if (goesOn(a) != goesOn(b)) {
            return goesOn(a);
        }
        long aheadNs = sentNs(b) - sentNs(a);
        return (goesOn(a) && Math.abs(aheadNs) < WAVERING_NS) ? a.index == latest : aheadNs >= 0;
    }

    /** When the first packet that waits was sent, as far as the skew of the paths tells. */
    private static long sentNs(ContentPath path) {
        return path.waitsSinceNs() - (long) (path.counters.skewMs() * 1e6);
    }

    private static boolean isNull(ContentPath path) {
        return TsPacket.pid(path.bytes(), path.offset()) == CounterState.NULL_PID;
    }

    private boolean goesOn(ContentPath path) {
        return state.missingBefore(path.bytes(), path.offset()) == 0;
    }

    /** Looks where in the stream that has left the packets of a path belong that has lost its place. */
    private boolean align(ContentPath path) {
        long newest = path.trail.end() - 1;
        long number = log.find(path.trail.hash(newest));
        if (number >= path.cursor && HashTrail.areSameUpTo(path.trail, newest, log, number)) {
            found(path, newest, number);
            return true;
        }
        for (; path.compared < log.end(); path.compared++) {
            long waiting = path.trail.find(log.hash(path.compared));
            if (waiting >= path.first() && HashTrail.areSameUpTo(path.trail, waiting, log, path.compared)) {
                found(path, waiting, path.compared);
                return true;
            }
        }
        return false;
    }

    /** A packet that waits is one that has left; those before it have left too, or come too late. */
    private void found(ContentPath path, long waiting, long number) {
        if (path.cursor > 0) {
            path.counters.lost += Math.max(0, number + 1 - path.cursor - (waiting + 1 - path.first()));
        }
        path.dropTo(waiting);
        path.isAligned = true;
        path.cursor = number + 1;
        while (path.isWaiting() && path.cursor < log.end() && log.hash(path.cursor) == path.firstHash()) {
            path.drop();
            path.cursor++;
        }
        path.isAligned = !path.isWaiting() || path.cursor == log.end();
        path.compared = path.cursor;
    }

    private void release(ContentPath path, long nowNs) {
        counters.missing += state.missingBefore(path.bytes(), path.offset());
        ByteBuffer bytes = path.bytes();
        release(path, path.firstHash(), isNull(path), bytes, path.offset(), nowNs);
        path.drop();
        path.cursor = log.end();
    }

    private void release(ContentPath path, long hash, boolean isNull, ByteBuffer bytes, int at, long nowNs) {
        state.passed(bytes, at);
        latest = path.index;
        int place = place(log.end());
        leftAtNs[place] = nowNs;
        log.add(hash, !isNull);
        path.counters.first++;
        counters.released++;
        datagram.put(filled, bytes, at, TsPacket.BYTES);
        filled += TsPacket.BYTES;
        if (filled == DATAGRAM_BYTES) {
            flush(nowNs);
        }
    }

    private static int place(long number) {
        return (int) number & (LOG_PACKETS - 1);
    }

    private void flush(long nowNs) {
        if (filled > 0) {
            sink.accept(datagram, 0, filled, nowNs);
            filled = 0;
        }
    }

    /** Gives up gaps whose time is over. To be called whenever {@link #dueNs} has come, and some twenty times per second. */
    @Override
    public void advance(long nowNs) {
        for (int i = 0; i < paths.length; i++) {
            ContentPath path = paths[i];
            while (path.isWaiting() && dueNs(path) - nowNs <= 0) {
                expire(path, paths[1 - i], nowNs);
            }
        }
        settle(nowNs);
        flush(nowNs);
        if (nowNs - nextTickNs >= 0) {
            nextTickNs = nowNs + TICK_NS;
            pool.trim();
        }
    }

    /** The first packet of a path has waited long enough. */
    private void expire(ContentPath path, ContentPath other, long nowNs) {
        if (!path.isAligned && isExpected(other, nowNs)) {
            path.counters.late(Math.max(0, nowNs - path.waitsSinceNs() - windowNs));
            path.drop();
            return;
        }
        boolean areBothAtFront = path.isAligned && other.isAligned && other.isWaiting();
        ContentPath next = areBothAtFront && !isFirst(path, other) ? other : path;
        next.isAligned = true;
        release(next, nowNs);
        if (areBothAtFront) {
            path.cursor = log.end();
            other.cursor = log.end();
        }
    }

    private long dueNs(ContentPath path) {
        return path.isWaiting() ? path.waitsSinceNs() + windowNs : Long.MAX_VALUE;
    }

    /** When {@link #advance} next has something to do; {@code Long.MAX_VALUE} while nothing waits. */
    @Override
    public long dueNs() {
        return Math.min(dueNs(paths[0]), dueNs(paths[1]));
    }

    /** How many packets wait. */
    @Override
    public int waiting() {
        return pool.used();
    }

    @Override
    public MergeCounters counters() {
        return counters;
    }

    @Override
    public PathCounters path(int path) {
        return paths[path].counters;
    }

    /** Whether what comes by that path belongs to the stream that is released. */
    @Override
    public boolean isMatched(int path) {
        return paths[path].isAligned;
    }

    private static long hash(ByteBuffer bytes, int at) {
        long hash = 0x9e3779b97f4a7c15L;
        int i = 0;
        for (; i <= TsPacket.BYTES - Long.BYTES; i += Long.BYTES) {
            hash = (hash ^ bytes.getLong(at + i)) * 0xff51afd7ed558ccdL;
            hash ^= hash >>> 32;
        }
        return (hash ^ bytes.getInt(at + i)) * 0xc4ceb9fe1a85ec53L;
    }

    @Override
    public void close() {
        pool.close();
        memory.close();
    }
}
