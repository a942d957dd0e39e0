package dev.flotilla.edge.engine.transport;

/** Time between attempts: it doubles with each failure up to a limit, and starts afresh after a success. */
final class Pause {
    private final long firstNs;
    private final long limitNs;
    private long nextNs;
    private long untilNs = Long.MIN_VALUE;

    Pause(long firstNs, long limitNs) {
        this.firstNs = firstNs;
        this.limitNs = limitNs;
        this.nextNs = firstNs;
    }

    boolean isOver(long nowNs) {
        return untilNs == Long.MIN_VALUE || nowNs - untilNs >= 0;
    }

    void failed(long nowNs) {
        untilNs = nowNs + nextNs;
        nextNs = Math.min(2 * nextNs, limitNs);
    }

    void succeeded() {
        untilNs = Long.MIN_VALUE;
        nextNs = firstNs;
    }
}
