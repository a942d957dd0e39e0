package dev.flotilla.bench.transport;

import java.util.Map;

/**
 * What one measurement gave.
 *
 * @param cpuSeconds that the relay's processes used
 * @param seconds how long it was measured
 * @param sent packets that went in while it was measured, over all flows
 * @param counts of the sink
 * @param residentMb of the relay's processes, at the end
 * @param outputs how many receivers each packet has
 */
record Outcome(
        double cpuSeconds,
        double seconds,
        double sent,
        Map<String, Double> counts,
        double residentMb,
        int outputs,
        boolean keepsDatagrams) {
    private static final double PACKET_BYTES = 1_316;

    /** A relay that writes the stream anew may write a little less of it. */
    private static final double REWRITTEN = 0.97;

    /** Processor seconds per delivered gigabyte: the price. */
    double cpuPerGigabyte() {
        return cpuSeconds / (count("bytes") / 1e9);
    }

    double cores() {
        return cpuSeconds / seconds;
    }

    double count(String name) {
        return counts.getOrDefault(name, 0.0);
    }

    /** How many bits per second left. */
    double bitsPerSecond() {
        return count("bytes") * 8 / seconds;
    }

    /** The share of bytes that came, of those that should have. */
    double deliveredShare() {
        return count("bytes") / (sent * outputs * PACKET_BYTES);
    }

    boolean isComplete() {
        return keepsDatagrams ? count("lost") == 0 : deliveredShare() > REWRITTEN;
    }

    /** What was lost, as words. */
    String losses() {
        if (keepsDatagrams) {
            double packets = count("packets") + count("lost");
            return count("lost") == 0
                    ? "none lost of %.0f".formatted(packets)
                    : "%.0f lost of %.0f".formatted(count("lost"), packets);
        }
        return "%.1f %% delivered".formatted(100 * deliveredShare());
    }
}
