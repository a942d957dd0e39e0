package dev.flotilla.edge.engine.flow;

/** Something that a thread does in small steps. A test takes the steps by hand. */
@FunctionalInterface
interface Worker {
    /** Does a bounded piece of work without blocking and answers how much was done; 0 when there was nothing to do. */
    int work(long nowNs);
}
