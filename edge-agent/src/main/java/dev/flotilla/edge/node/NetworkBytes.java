package dev.flotilla.edge.node;

import java.time.Duration;
import java.util.StringTokenizer;

/** Bytes over all interfaces but loopback since the machine started ({@code /proc/net/dev}). */
record NetworkBytes(long in, long out) {
    private static final int OUT_COLUMN = 8;

    static NetworkBytes parse(String procNetDev) {
        long in = 0;
        long out = 0;
        for (String line : procNetDev.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon < 0 || line.substring(0, colon).strip().equals("lo")) {
                continue;
            }
            StringTokenizer columns = new StringTokenizer(line.substring(colon + 1));
            for (int i = 0; columns.hasMoreTokens(); i++) {
                long value = Long.parseLong(columns.nextToken());
                in += i == 0 ? value : 0;
                out += i == OUT_COLUMN ? value : 0;
            }
        }
        return new NetworkBytes(in, out);
    }

    /** Bits per second received since then; 0 when an interface went away. */
    long inBpsSince(NetworkBytes earlier, Duration elapsed) {
        return bps(in - earlier.in, elapsed);
    }

    /** Bits per second sent since then; 0 when an interface went away. */
    long outBpsSince(NetworkBytes earlier, Duration elapsed) {
        return bps(out - earlier.out, elapsed);
    }

    private static long bps(long bytes, Duration elapsed) {
        return bytes <= 0 || elapsed.isZero() ? 0 : Math.round(bytes * 8e9 / elapsed.toNanos());
    }
}
