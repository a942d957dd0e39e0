package dev.flotilla.edge.engine.merge;

/** The times that decide about one packet; filled in anew for each. */
final class Timing {
    long nowNs;

    /** How long those behind a number wait that this packet leaves out. */
    long waitNs;

    /** How long a number may still come after all paths have passed it: how far a path brings packets out of order. */
    long settleNs;

    /** What came before that time is of no use any more. */
    long memoryNs;
}
