package dev.flotilla.unit;

import java.time.Duration;
import java.util.Locale;

/** A rate of transmission, in bits per second, never negative. */
public record Bitrate(long bps) implements Comparable<Bitrate> {
    public static final Bitrate ZERO = new Bitrate(0);

    public Bitrate {
        if (bps < 0) {
            throw new IllegalArgumentException("bitrate must not be negative: " + bps + " b/s");
        }
    }

    /** The mean rate of that many bytes in that time; zero when no time has passed. */
    public static Bitrate of(long bytes, Duration time) {
        long ns = time.toNanos();
        return ns <= 0 ? ZERO : new Bitrate(Math.round(bytes * 8e9 / ns));
    }

    public long kbps() {
        return Math.round(bps / 1e3);
    }

    @Override
    public int compareTo(Bitrate other) {
        return Long.compare(bps, other.bps);
    }

    /** For people, for example "4.2 Mb/s". */
    @Override
    public String toString() {
        if (bps < 1_000) {
            return bps + " b/s";
        }
        if (bps < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kb/s", bps / 1e3);
        }
        return bps < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f Mb/s", bps / 1e6)
                : String.format(Locale.ROOT, "%.2f Gb/s", bps / 1e9);
    }
}
