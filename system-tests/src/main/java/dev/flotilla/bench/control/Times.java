package dev.flotilla.bench.control;

import java.util.Arrays;

/** How long each of many things took. For several threads. */
final class Times {
    private long[] ns = new long[1024];
    private int count;

    synchronized void add(long elapsedNs) {
        if (count == ns.length) {
            ns = Arrays.copyOf(ns, 2 * count);
        }
        ns[count++] = elapsedNs;
    }

    synchronized int count() {
        return count;
    }

    /** Milliseconds within which that share was done, 0 to 1. */
    synchronized double ms(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(ns, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (share * count))] / 1e6;
    }
}
