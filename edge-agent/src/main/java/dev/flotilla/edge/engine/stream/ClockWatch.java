package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;

/** Watches the clock references of a transport stream (ETSI TR 101 290 2.3a and 2.3b), of up to 16 PIDs. */
final class ClockWatch {
    private static final int MAX_INTERVAL_MS = 100;
    private static final long PERIODS_PER_MS = 27_000;
    private static final long WRAP = (1L << 33) * 300;

    private final int[] pids = new int[ProgramMap.MAX_PROGRAMS];
    private final long[] clocks = new long[ProgramMap.MAX_PROGRAMS];
    private final long[] seenMs = new long[ProgramMap.MAX_PROGRAMS];
    private int count;
    private long repetitionErrors;
    private long discontinuityErrors;

    /** Takes a packet that has a clock reference. */
    void check(int pid, ByteBuffer bytes, int at, long nowMs) {
        long clock = TsPacket.clock(bytes, at);
        int i = find(pid);
        if (i == count) {
            if (count == pids.length) {
                return;
            }
            pids[count++] = pid;
        } else {
            compare(i, clock, TsPacket.isDiscontinuous(bytes, at), nowMs);
        }
        clocks[i] = clock;
        seenMs[i] = nowMs;
    }

    private void compare(int i, long clock, boolean isAnnounced, long nowMs) {
        if (nowMs - seenMs[i] > MAX_INTERVAL_MS) {
            repetitionErrors++;
        }
        long forward = Math.floorMod(clock - clocks[i], WRAP);
        if (!isAnnounced && forward > MAX_INTERVAL_MS * PERIODS_PER_MS) {
            discontinuityErrors++;
        }
    }

    private int find(int pid) {
        int i = 0;
        while (i < count && pids[i] != pid) {
            i++;
        }
        return i;
    }

    /** Another stream begins. */
    void restart() {
        count = 0;
    }

    long repetitionErrors() {
        return repetitionErrors;
    }

    long discontinuityErrors() {
        return discontinuityErrors;
    }
}
