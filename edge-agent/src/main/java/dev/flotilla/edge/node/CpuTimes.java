package dev.flotilla.edge.node;

import java.util.Arrays;
import java.util.StringTokenizer;

/** What all cores together have done since the machine started, in clock ticks ({@code /proc/stat}, proc(5)). */
record CpuTimes(long busy, long total) {
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISK = 4;
    /** Guest time, which follows these columns, is in user time already. */
    private static final int COLUMNS = 8;

    static CpuTimes parse(String procStat) {
        StringTokenizer words = new StringTokenizer(Lines.first(procStat, "cpu "));
        long[] ticks = new long[COLUMNS];
        for (int i = 0; i < COLUMNS && words.hasMoreTokens(); i++) {
            ticks[i] = Long.parseLong(words.nextToken());
        }
        long total = Arrays.stream(ticks).sum();
        return new CpuTimes(total - ticks[IDLE] - ticks[WAITING_FOR_DISK], total);
    }

    /** The share of all cores that was busy since then, 0 to 1. */
    double shareSince(CpuTimes earlier) {
        long elapsed = total - earlier.total;
        return elapsed <= 0 ? 0 : Math.clamp((double) (busy - earlier.busy) / elapsed, 0, 1);
    }
}
