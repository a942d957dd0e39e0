package dev.flotilla.edge.engine.stream;

/** The mean bitrate over the last second, from a byte counter that is shown to it a few times per second. */
public final class BitrateMeter {
    private static final int SAMPLES = 8;
    private static final long WINDOW_NS = 1_000_000_000;

    private final long[] times = new long[SAMPLES];
    private final long[] counts = new long[SAMPLES];
    private int count;

    /** Notes the counter and answers the bits per second since the sample that is closest to a second old. */
    public long sample(long bytes, long nowNs) {
        int oldest = Math.max(0, count - SAMPLES);
        while (oldest < count - 1 && nowNs - times[(oldest + 1) % SAMPLES] >= WINDOW_NS) {
            oldest++;
        }
        long sinceNs = count == 0 ? 0 : nowNs - times[oldest % SAMPLES];
        long before = count == 0 ? bytes : counts[oldest % SAMPLES];
        times[count % SAMPLES] = nowNs;
        counts[count % SAMPLES] = bytes;
        count++;
        return sinceNs <= 0 ? 0 : Math.round((bytes - before) * 8e9 / sinceNs);
    }
}
