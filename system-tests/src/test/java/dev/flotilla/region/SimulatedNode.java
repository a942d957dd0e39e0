package dev.flotilla.region;

import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A node of the simulated region: what it really carries, whatever the region believes. */
final class SimulatedNode {
    static final long BYTES_PER_VIEWER = 125_000;
    static final int MOST_VIEWERS = 400;
    static final long LIMIT = MOST_VIEWERS * BYTES_PER_VIEWER;
    private static final long MEMORY = 16L << 30;

    final String id;
    final int phase;
    State state = State.OUT;
    long stateSinceMs;
    long lastReportMs;
    long lastPullMs;
    final Set<String> published = new HashSet<>();
    /** Pulled streams, and where from. */
    final Map<String, SimulatedNode> replicas = new HashMap<>();

    final Set<SimulatedViewer> viewers = new HashSet<>();

    /** What it really is. */
    enum State {
        OUT,
        UP,
        /** Connected, but neither serves nor reports. */
        HUNG,
        DRAINING,
        MAINTENANCE,
        DEAD;

        boolean serves() {
            return this == UP || this == DRAINING || this == MAINTENANCE;
        }
    }

    SimulatedNode(String id, int phase) {
        this.id = id;
        this.phase = phase;
    }

    void become(State next, long nowMs) {
        state = next;
        stateSinceMs = nowMs;
    }

    boolean carries(String stream) {
        return published.contains(stream) || replicas.containsKey(stream);
    }

    long bytesPerSecond() {
        return viewers.size() * BYTES_PER_VIEWER;
    }

    double utilisation() {
        return (double) viewers.size() / MOST_VIEWERS;
    }

    NodeReport report() {
        NodeReport.Builder report = NodeReport.newBuilder()
                .setIsHealthy(true)
                .setCpuPermille(50 + (int) (utilisation() * 500))
                .setMemoryBytes(MEMORY)
                .setMemoryUsedBytes(MEMORY / 10 + viewers.size() * (1L << 20))
                .setSharedMemoryBytes(MEMORY)
                .setUpBytesPerS(bytesPerSecond())
                .setBandwidthLimit(LIMIT)
                .setViewers(viewers.size())
                .setInputs(published.size() + replicas.size());
        published.forEach(stream -> report.addStreams(stream(stream, false)));
        replicas.keySet().forEach(stream -> report.addStreams(stream(stream, true)));
        return report.build();
    }

    private NodeStream stream(String name, boolean isReplica) {
        long watching =
                viewers.stream().filter(viewer -> viewer.stream.equals(name)).count();
        return NodeStream.newBuilder()
                .setName(name)
                .setViewers(watching)
                .setInputs(1)
                .setBytesUp(watching * BYTES_PER_VIEWER)
                .setIsReplica(isReplica)
                .build();
    }

    @Override
    public String toString() {
        return id;
    }
}
