package dev.flotilla.edge.foghorn.balance;

import java.util.concurrent.atomic.AtomicLongArray;

/** What a viewer that is sent somewhere will need, bytes per second: a guess until the node's next report shows it. */
final class Estimates {
    private static final long LEAST = 65_536;
    private static final long MOST = 1_048_576;
    private static final long UNKNOWN = 131_072;

    private final AtomicLongArray perViewer;
    private final long[] up;
    private final long[] connections;
    private long regionUp;
    private long regionConnections;
    private volatile long perViewerOfRegion = UNKNOWN;

    Estimates(int slots) {
        perViewer = new AtomicLongArray(slots);
        up = new long[slots];
        connections = new long[slots];
    }

    /** What a report says; the caller holds the region. */
    void measured(int slot, long bytesPerS, long users) {
        regionUp += bytesPerS - up[slot];
        regionConnections += users - connections[slot];
        up[slot] = bytesPerS;
        connections[slot] = users;
        if (users > 0 && bytesPerS > 0) {
            perViewer.set(slot, clamp(bytesPerS / users));
        }
        perViewerOfRegion = regionConnections > 0 && regionUp > 0 ? clamp(regionUp / regionConnections) : UNKNOWN;
    }

    /** A node is no more; the caller holds the region. */
    void forget(int slot) {
        measured(slot, 0, 0);
        perViewer.set(slot, 0);
    }

    /** What viewers of the node need, or else of the region. */
    long ofNode(int slot) {
        long known = perViewer.getOpaque(slot);
        return known > 0 ? known : perViewerOfRegion;
    }

    /** As MistServer's balancer guesses: by the stream, or else by all viewers of the node. */
    static long likeMist(Load load, String stream) {
        StreamLoad known = load.streams().get(stream);
        if (known != null) {
            return clamp(known.bytesPerSPerUser());
        }
        long viewers = load.report().getViewers();
        return viewers > 0
                ? clamp((load.report().getUpBytesPerS() + load.report().getDownBytesPerS()) / viewers)
                : UNKNOWN;
    }

    private static long clamp(long bytesPerS) {
        return Math.clamp(bytesPerS, LEAST, MOST);
    }
}
