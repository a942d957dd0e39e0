package dev.flotilla.region;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import org.jspecify.annotations.Nullable;

/** Somebody who watches one stream for a while, and comes again when it breaks off. */
final class SimulatedViewer {
    final String stream;
    final ClientAddress address;
    final long leavesAtMs;
    /** Where it is, or is on its way to. */
    @Nullable
    SimulatedNode node;

    boolean isWatching;
    /** When the next thing happens to it: it asks, or it arrives. */
    long nextMs;
    /** Since when it sees nothing; -1 while it sees something, or has not seen anything yet. */
    long brokenSinceMs = -1;

    SimulatedViewer(String stream, ClientAddress address, long nowMs, long leavesAtMs) {
        this.stream = stream;
        this.address = address;
        this.leavesAtMs = leavesAtMs;
        nextMs = nowMs;
    }
}
