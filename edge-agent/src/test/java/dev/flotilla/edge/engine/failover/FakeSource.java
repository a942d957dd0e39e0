package dev.flotilla.edge.engine.failover;

/** A source that is in whatever condition a test wants. */
final class FakeSource implements Candidate {
    boolean hasArrived;
    long lastArrivalNs;
    boolean hasLeft;
    boolean hasSync = true;
    boolean hasRequiredPids = true;

    void arrive(long nowNs) {
        hasArrived = true;
        lastArrivalNs = nowNs;
    }

    @Override
    public boolean hasArrived() {
        return hasArrived;
    }

    @Override
    public long lastArrivalNs() {
        return lastArrivalNs;
    }

    @Override
    public boolean hasLeft() {
        return hasLeft;
    }

    @Override
    public boolean hasSync() {
        return hasSync;
    }

    @Override
    public boolean hasRequiredPids() {
        return hasRequiredPids;
    }
}
