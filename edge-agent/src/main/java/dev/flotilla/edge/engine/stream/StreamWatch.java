package dev.flotilla.edge.engine.stream;

import dev.flotilla.proto.flow.v1.StreamErrors;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is wrong with a passing transport stream (ETSI TR 101 290, priorities 1 and 2): a few instructions per packet, tables
 * and clock references apart. What is missing is noticed by {@link #tend}; in a stream that has stopped nothing is missing.
 */
public final class StreamWatch {
    private static final int LOSS = 2;
    private static final int LOCK = 5;
    private static final int TABLE_MS = 500;
    private static final int PTS_MS = 700;
    private static final int PID_MS = 5_000;
    private static final int REQUIRED_PID_MS = 1_000;
    private static final int STOPPED_MS = 400;
    private static final int TRANSPORT_ERROR = 0x80;
    private static final int SCRAMBLED = 0xc0;

    private final Continuity continuity = new Continuity();
    private final Tables tables = new Tables();
    private final ClockWatch clocks = new ClockWatch();
    private final byte[] roles = tables.map().roles();

    /** Per PID when it was last seen, in milliseconds; 0 means never. */
    private final long[] seenMs = new long[ProgramMap.PIDS];

    /** Per PID when it last brought a presentation time stamp; 0 means never. */
    private final long[] stampMs = new long[ProgramMap.PIDS];

    private long originNs;
    private long nowMs;
    private long begunMs;
    private long associationDueMs;
    private long accessDueMs;
    private final long[] mapDueMs = new long[ProgramMap.MAX_PROGRAMS];
    private final long[][] pidDueMs = new long[ProgramMap.MAX_PROGRAMS][ProgramMap.MAX_STREAMS];
    private int bad;
    private int good = LOCK;
    private boolean isScrambled;
    private long syncLosses;
    private long syncByteErrors;
    private long transportErrors;
    private long associationErrors;
    private long mapErrors;
    private long pidErrors;
    private long stampErrors;
    private long accessErrors;

    /** Looks at whole packets that came at that time. */
    void check(ByteBuffer bytes, int offset, int length, long arrivedNs) {
        begin(arrivedNs);
        for (int at = offset; at < offset + length; at += TsPacket.BYTES) {
            check(bytes, at);
        }
    }

    private void begin(long arrivedNs) {
        if (originNs == 0) {
            originNs = arrivedNs - 1_000_000;
        }
        long before = nowMs;
        nowMs = (arrivedNs - originNs) / 1_000_000;
        if (nowMs - before > STOPPED_MS) {
            resume();
        }
    }

    /** After a pause everything gets its time anew. */
    private void resume() {
        begunMs = nowMs;
        associationDueMs = nowMs + TABLE_MS;
        accessDueMs = nowMs + TABLE_MS;
        Arrays.fill(mapDueMs, nowMs + TABLE_MS);
        clocks.restart();
    }

    private void check(ByteBuffer bytes, int at) {
        if (bytes.get(at) != TsPacket.SYNC) {
            missedSync();
            return;
        }
        if (good < LOCK || bad != 0) {
            foundSync();
        }
        int high = bytes.get(at + 1);
        if ((high & TRANSPORT_ERROR) != 0) {
            transportErrors++;
            return;
        }
        int pid = (high & 0x1f) << 8 | (bytes.get(at + 2) & 0xff);
        if (pid == TsPacket.NULL_PID) {
            return;
        }
        int flags = bytes.get(at + 3);
        seenMs[pid] = nowMs;
        continuity.check(pid, flags, bytes, at);
        if ((flags & SCRAMBLED) != 0) {
            isScrambled = true;
        }
        int role = roles[pid];
        // Of a stream without clock references only the packets that begin something have more to tell.
        if (role != 0 && (role != ProgramMap.STREAM || (high & TsPacket.START) != 0)) {
            check(pid, role, bytes, at);
        }
    }

    private void foundSync() {
        good = Math.min(LOCK, good + 1);
        bad = 0;
    }

    private void missedSync() {
        syncByteErrors++;
        bad++;
        if (bad == LOSS) {
            lostSync();
        }
    }

    /** The packets' beginnings were lost, here or where they are looked for. */
    void lostSync() {
        syncLosses++;
        good = 0;
    }

    private void check(int pid, int role, ByteBuffer bytes, int at) {
        if ((role & ProgramMap.TABLE) != 0) {
            if ((bytes.get(at + 3) & SCRAMBLED) == 0) {
                tables.push(pid, bytes, at, nowMs);
            }
        }
        if ((role & ProgramMap.CLOCK) != 0 && TsPacket.hasClock(bytes, at)) {
            clocks.check(pid, bytes, at, nowMs);
        }
        if ((role & ProgramMap.STREAM) != 0 && TsPacket.isStart(bytes, at) && PesHeader.hasTimeStamp(bytes, at)) {
            stampMs[pid] = nowMs;
        }
    }

    /** Notices what has not come. To be called some twenty times per second. */
    void tend(long atNs) {
        long atMs = (atNs - originNs) / 1_000_000;
        if (originNs == 0 || atMs - nowMs > STOPPED_MS) {
            return;
        }
        if (atMs > Math.max(associationDueMs, tables.associationMs() + TABLE_MS)) {
            associationErrors++;
            associationDueMs = atMs + TABLE_MS;
        }
        for (int i = 0; i < tables.map().programCount(); i++) {
            tend(i, atMs);
        }
        if (isScrambled && tables.accessMs() == 0 && atMs > accessDueMs) {
            accessErrors++;
            accessDueMs = atMs + TABLE_MS;
        }
        isScrambled = false;
    }

    private void tend(int i, long atMs) {
        if (atMs > Math.max(mapDueMs[i], tables.mapMs(i) + TABLE_MS)) {
            mapErrors++;
            mapDueMs[i] = atMs + TABLE_MS;
        }
        ProgramMap.Program program = tables.map().program(i);
        long sinceMs = Math.max(begunMs, tables.changedMs(i));
        for (int stream = 0; stream < program.streamCount(); stream++) {
            int pid = program.pid(stream);
            if (stampMs[pid] != 0 && atMs - Math.max(sinceMs, stampMs[pid]) > PTS_MS) {
                stampErrors++;
                stampMs[pid] = atMs;
            }
            boolean isMissing = program.isSteady(stream) && atMs - Math.max(sinceMs, seenMs[pid]) > PID_MS;
            if (isMissing && atMs > pidDueMs[i][stream]) {
                pidErrors++;
                pidDueMs[i][stream] = atMs + PID_MS;
            }
        }
    }

    /** Another stream begins: its counters and clocks need not continue those before. */
    void restart() {
        continuity.restart();
        Arrays.fill(seenMs, 0);
        Arrays.fill(stampMs, 0);
        resume();
        good = LOCK;
        bad = 0;
    }

    /** Whether packets begin where they should. */
    boolean hasSync() {
        return good >= LOCK;
    }

    /** Whether each of these PIDs was there within the last second of the stream. */
    public boolean hasAll(int[] pids) {
        for (int pid : pids) {
            if (seenMs[pid] == 0 || nowMs - seenMs[pid] >= REQUIRED_PID_MS) {
                return false;
            }
        }
        return true;
    }

    public ProgramMap map() {
        return tables.map();
    }

    public long continuityErrors() {
        return continuity.errors();
    }

    public StreamErrors errors() {
        return StreamErrors.newBuilder()
                .setTsSyncLoss(syncLosses)
                .setSyncByteErrors(syncByteErrors)
                .setPatErrors(associationErrors + tables.strayAssociations())
                .setPmtErrors(mapErrors)
                .setPidErrors(pidErrors)
                .setTransportErrors(transportErrors)
                .setCrcErrors(tables.checksumErrors())
                .setPcrRepetitionErrors(clocks.repetitionErrors())
                .setPcrDiscontinuityErrors(clocks.discontinuityErrors())
                .setPtsErrors(stampErrors)
                .setCatErrors(accessErrors)
                .build();
    }
}
