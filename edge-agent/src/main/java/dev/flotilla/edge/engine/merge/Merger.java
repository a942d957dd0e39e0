package dev.flotilla.edge.engine.merge;

import dev.flotilla.edge.engine.rtp.RtpHeader;
import dev.flotilla.edge.engine.rtp.Sequence;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one stream of the RTP packets that come by one path or by two (SMPTE ST 2022-7): in order, each once.
 *
 * <p>There is no steady delay. A packet whose predecessors have all been released leaves at once, by whichever path it came. At
 * a gap the packets behind it wait until the other path fills it, at most for the window; when all paths have passed the gap and
 * the time in which a path may bring packets out of order is over, it is given up earlier. The first packets of a stream wait
 * for that time too, and when a stream begins anew for as long as the paths were apart before. The price: when the leading path
 * fails, the output pauses once by the distance of the two.
 *
 * <p>Paths are correlated by sequence number and timestamp, not by sequence number alone, which comes again after 65,536 packets:
 * at 100 Mb/s less than a window of 15 seconds holds. A path that starts again is placed anew without touching the other. A
 * numbering that belongs to nothing known waits as a candidate; it takes over when no other path may go on with the old one. A
 * path that brings nothing but what it had brought before, in order, has such a numbering, too.
 *
 * <p>At most {@link #PACKETS} packets wait, in memory that grows and shrinks with them (up to 252 MB), and so do the tables of
 * what came before (four, of 17 KB to 4.5 MB). Plain Java, no clock: one thread hands in packets and time. Nothing is allocated
 * once rate and window have been seen.
 */
public final class Merger implements PathMerger {
    /** The longest payload that is taken: what fits an Ethernet frame. */
    public static final int PACKET_BYTES = 1_536;

    /** How many packets may wait: more than 15 seconds of 100 Mb/s. */
    public static final int PACKETS = 163_840;

    /** A path that has been silent for that long is not waited for. */
    private static final long PATIENCE_NS = 10_000_000_000L;

    /** Whoever brings nothing new for that long, beyond what is out of order, may have begun to count anew. */
    private static final long TURN_NS = 100_000_000;

    private static final long TICK_NS = 50_000_000;
    private static final long TRIM_NS = 10_000_000_000L;
    private static final long MARGIN_NS = 2_000_000_000;
    private static final int NEAR_PACKETS = 1_000;
    private static final int NEAR_TICKS = 10 * 90_000;
    private static final long BASE = 1L << 32;

    private final Path[] paths;
    private final long windowNs;
    private final PacketPool pool = new PacketPool(PACKETS, PACKET_BYTES);
    private final MergeCounters counters = new MergeCounters();
    private final MergedStream sink;
    private final Timing timing = new Timing();
    private final Candidates candidates;
    private Timeline current;
    private long settleNs;
    private long nextTickNs;
    private long nextTrimNs;
    private boolean hasStarted;

    /**
     * A merger of one or two paths.
     *
     * @param windowNs how long a gap may hold up what is behind it while the other path may fill it
     * @param settleNs how far one path may bring packets out of order; bounds the wait of a single path
     */
    public Merger(int paths, long windowNs, long settleNs, MergedStream sink) {
        this.paths = new Path[paths];
        for (int i = 0; i < paths; i++) {
            this.paths[i] = new Path(i);
        }
        if (paths == 2) {
            this.paths[0].other = this.paths[1];
            this.paths[1].other = this.paths[0];
        }
        this.windowNs = windowNs;
        this.settleNs = settleNs;
        this.sink = sink;
        current = timeline();
        candidates = new Candidates(this::timeline);
    }

    private Timeline timeline() {
        return new Timeline(pool, counters, sink);
    }

    /** Has gaps stay open longer on behalf of somebody who repairs them, such as an error correction. */
    public void settle(long ns) {
        settleNs = ns;
    }

    /** The way in for what comes by that path. */
    public MergePath entry(int path) {
        return new MergePath() {
            @Override
            public void accept(RtpHeader header, ByteBuffer bytes, long nowNs) {
                Merger.this.accept(path, header, bytes, nowNs);
            }

            @Override
            public long lost() {
                return paths[path].counters.lost();
            }
        };
    }

    /** Takes a packet that came by that path. The bytes are the caller's again when this returns. */
    public void accept(int path, RtpHeader header, ByteBuffer bytes, long nowNs) {
        if (header.payloadLength() > PACKET_BYTES) {
            counters.tooLong++;
            return;
        }
        if (!hasStarted) {
            hasStarted = true;
            for (Path each : paths) {
                each.lastArrivalNs = nowNs;
            }
        }
        Path from = paths[path];
        from.counters.received++;
        from.lastArrivalNs = nowNs;
        long next = step(from, current, header);
        long number = next != Timeline.NOWHERE ? next : locate(current, header, nowNs);
        if (number == Timeline.NOWHERE || from.turnsBack(current, number, nowNs, settleNs + TURN_NS)) {
            place(from, header, bytes, nowNs);
            return;
        }
        if (next == Timeline.NOWHERE) {
            rejoin(from, number, header, nowNs);
        }
        insert(from, current, number, header, bytes, nowNs);
    }

    private long locate(Timeline on, RtpHeader header, long nowNs) {
        return on.locate(header.sequence(), header.timestamp(), nowNs - memoryNs());
    }

    /** The packet's number when it simply goes on with what this path brought before. */
    private static long step(Path path, Timeline on, RtpHeader header) {
        if (path.timeline != on || on.isEmpty() || path.ssrc != header.ssrc()) {
            return Timeline.NOWHERE;
        }
        long number = Sequence.extend(header.sequence(), path.highest);
        boolean isNear = Math.abs(number - path.highest) <= NEAR_PACKETS
                && Math.abs((long) (header.timestamp() - path.lastTimestamp)) <= NEAR_TICKS;
        return isNear && !on.contradicts(number, header.timestamp()) ? number : Timeline.NOWHERE;
    }

    /** Places a packet that does not belong to the present stream. */
    private void place(Path path, RtpHeader header, ByteBuffer bytes, long nowNs) {
        if (current.isEmpty()) {
            long number = begin(path, current, header, nowNs);
            insert(path, current, number, header, bytes, nowNs);
            return;
        }
        Timeline on = path.timeline;
        long number = on == null || on == current ? Timeline.NOWHERE : step(path, on, header);
        for (int i = 0; i < candidates.count() && number == Timeline.NOWHERE; i++) {
            on = candidates.get(i);
            number = locate(on, header, nowNs);
            if (number != Timeline.NOWHERE) {
                join(path, on, number, header);
            }
        }
        if (number == Timeline.NOWHERE || on == null) {
            on = candidates.vacate();
            number = begin(path, on, header, nowNs);
        }
        insert(path, on, number, header, bytes, nowNs);
        forget(nowNs);
        promote(nowNs);
    }

    private void forget(long nowNs) {
        // A path that is behind keeps the next stream waiting until it has been silent for a window, after its last
        // packet.
        candidates.forget(nowNs - windowNs - settleNs - knownSkewNs(), nowNs - Math.max(PATIENCE_NS, memoryNs()));
    }

    private long begin(Path path, Timeline timeline, RtpHeader header, long nowNs) {
        long number = BASE + header.sequence();
        for (Path other : paths) {
            if (other.timeline == timeline) {
                other.timeline = null;
            }
        }
        timeline.begin(number, nowNs, nowNs + settleNs + knownSkewNs());
        join(path, timeline, number, header);
        return number;
    }

    /** How far the paths have been apart: a stream that begins anew waits for the other path, which may bring its very first packets. */
    private long knownSkewNs() {
        double ms = 0;
        for (Path path : paths) {
            ms = Math.max(ms, path.counters.longestSkewMs());
        }
        return Math.min(windowNs, (long) (ms * 1e6));
    }

    /** The path's packets turn out to belong to the present stream, with them those that waited for that to be known. */
    private void rejoin(Path path, long number, RtpHeader header, long nowNs) {
        // What another sender brought by this path stays behind.
        Timeline before = path.timeline;
        boolean hadOthers = isCandidate(before) && path.ssrc == header.ssrc();
        long shift = hadOthers ? number - Sequence.extend(header.sequence(), path.highest) : 0;
        join(path, current, number, header);
        if (hadOthers && before != null) {
            time(path, current, nowNs);
            before.pourInto(current, path, shift, timing);
        }
    }

    private boolean isCandidate(@Nullable Timeline timeline) {
        return timeline != null && timeline != current && !timeline.isEmpty();
    }

    private static void join(Path path, Timeline timeline, long number, RtpHeader header) {
        if (path.timeline != null && (path.timeline != timeline || path.ssrc != header.ssrc())) {
            path.counters.restarts++;
        }
        path.join(timeline, number, header.ssrc());
    }

    private void insert(Path path, Timeline on, long number, RtpHeader header, ByteBuffer bytes, long nowNs) {
        time(path, on, nowNs);
        path.lastTimestamp = header.timestamp();
        on.insert(path, number, header.timestamp(), bytes, header.payloadOffset(), header.payloadLength(), timing);
    }

    private void time(Path path, Timeline on, long nowNs) {
        boolean canBeFilled = false;
        for (Path other : paths) {
            boolean isOn = on != current || other.timeline == null || other.timeline == on;
            canBeFilled |= other != path && isOn && !other.isSilent(nowNs, PATIENCE_NS);
        }
        timing.nowNs = nowNs;
        timing.waitNs = canBeFilled ? Math.max(windowNs, settleNs) : settleNs;
        timing.settleNs = settleNs;
        timing.memoryNs = nowNs - memoryNs();
    }

    /** For how long it is remembered what came. */
    private long memoryNs() {
        return Math.max(windowNs, settleNs) + MARGIN_NS;
    }

    /** Lets a candidate take over when it is more than a stray packet and no path may go on with the present stream. */
    private void promote(long nowNs) {
        Timeline next = candidates.next(current.highestNs() - windowNs - settleNs);
        while (next != null && !mayGoOn(nowNs)) {
            takeOver(next, nowNs);
            next = candidates.next(current.highestNs() - windowNs - settleNs);
        }
    }

    private void takeOver(Timeline next, long nowNs) {
        current.finish(nowNs);
        current.discard();
        for (Path path : paths) {
            path.beginAnew();
            if (path.timeline == current) {
                path.timeline = null;
            }
        }
        candidates.replace(next, current);
        current = next;
        // The path that came last may bring its first packets out of order.
        current.beginNotBefore(nowNs + settleNs);
        counters.restarts++;
        sink.restarted();
        current.advance(nowNs);
    }

    private boolean mayGoOn(long nowNs) {
        for (Path path : paths) {
            if (mayGoOn(path, nowNs)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the path may yet bring packets of the present stream: it goes on with it, or it was heard of not too long ago and
     * may be behind what came last by as much as the window.
     */
    private boolean mayGoOn(Path path, long nowNs) {
        if (path.timeline != null && path.timeline != current) {
            return false;
        }
        boolean goesOn = path.timeline == current && !path.isSilent(nowNs, windowNs + settleNs);
        boolean mayBeBehind = !path.isSilent(nowNs, PATIENCE_NS) && nowNs - current.highestNs() <= windowNs;
        return goesOn || mayBeBehind;
    }

    /**
     * Releases what is due, and gives up gaps whose time is over. To be called before each turn's packets, whenever
     * {@link #dueNs} has come, and some twenty times per second. At most 512 packets are released per turn.
     */
    @Override
    public void advance(long nowNs) {
        current.advance(nowNs);
        if (nowNs - nextTickNs >= 0) {
            nextTickNs = nowNs + TICK_NS;
            for (Path path : paths) {
                path.judge(nowNs, settleNs);
            }
            forget(nowNs);
            pool.trim();
        }
        if (nowNs - nextTrimNs >= 0) {
            nextTrimNs = nowNs + TRIM_NS;
            current.trim(nowNs - memoryNs());
            candidates.trim(nowNs - memoryNs());
        }
    }

    /** When {@link #advance} next has something to do; {@code Long.MAX_VALUE} while nothing waits. */
    @Override
    public long dueNs() {
        return current.dueNs();
    }

    /** How many packets wait. */
    @Override
    public int waiting() {
        return pool.used();
    }

    /** How much memory is taken for packets that wait, and for what is known of others. */
    public long residentBytes() {
        return pool.residentBytes() + current.residentBytes() + candidates.residentBytes();
    }

    @Override
    public MergeCounters counters() {
        return counters;
    }

    @Override
    public PathCounters path(int path) {
        return paths[path].counters;
    }

    /** Whether what comes by that path belongs to the stream that is released. True as well of a path that brings nothing. */
    @Override
    public boolean isMatched(int path) {
        return !isCandidate(paths[path].timeline);
    }

    @Override
    public void close() {
        current.close();
        candidates.close();
        pool.close();
    }
}
