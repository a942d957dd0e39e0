package dev.flotilla.edge.engine.transport;

/** Where a source or an output says that a peer came or went. Called on the flow's thread. */
public interface Notices {
    /** A peer is there. */
    void connected(String peer);

    /** A peer is gone; why, as a clause. */
    void lost(String peer, String why);
}
