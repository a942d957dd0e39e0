package dev.flotilla.edge.engine.failover;

/** What a failover knows of a source. Asked at every turn of the flow: answers from memory. */
public interface Candidate {
    /** Whether anything has ever come. */
    boolean hasArrived();

    /** When the latest packet came, on the clock of the flow's turns. Meaningful once something has arrived. */
    long lastArrivalNs();

    /** Whether the peer is known to have gone since the latest packet; never true of a transport without connections. */
    boolean hasLeft();

    /** Whether what comes is a transport stream. */
    boolean hasSync();

    /** Whether every PID that the flow cannot do without is in what comes. */
    boolean hasRequiredPids();
}
