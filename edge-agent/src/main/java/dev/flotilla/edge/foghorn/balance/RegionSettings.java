package dev.flotilla.edge.foghorn.balance;

import java.time.Duration;

/**
 * How a region treats its nodes.
 *
 * @param maxNodes more are refused
 * @param maxViewers virtual viewers that are kept; rounded up to a power of two
 * @param staleAfter a node that has not reported for so long hangs
 * @param restartWindow a node that said that it restarts counts as healthy for so long
 * @param forgetAfter a node that is gone is shown for so long
 */
public record RegionSettings(
        Cutoffs cutoffs,
        int maxNodes,
        int maxViewers,
        Duration staleAfter,
        Duration restartWindow,
        Duration forgetAfter) {
    /** What holds where nobody says otherwise. */
    public static final RegionSettings DEFAULT = new RegionSettings(
            new Cutoffs(950, 950, 950, 950, 750),
            4_096,
            1 << 17,
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofMinutes(5));

    public RegionSettings {
        if (maxNodes < 1 || maxNodes > 1 << 16) {
            throw new IllegalArgumentException("max-nodes must be 1 to 65536: " + maxNodes);
        }
        if (maxViewers < 1 || maxViewers > 1 << 22) {
            throw new IllegalArgumentException("max-virtual-viewers must be 1 to 4194304: " + maxViewers);
        }
    }
}
