package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.proto.flow.v1.SourceReport;

/** Where a flow's packets come from. Opened, used and closed by the flow's thread; nothing here blocks but {@link #await}. */
public interface Source extends AutoCloseable {
    /** About as many packets a source hands on per turn at the most: a quarter of the ring that they go to. */
    int PACKETS_PER_TURN = 512;

    /** Takes what has arrived, at most about {@link #PACKETS_PER_TURN}, and hands it on; answers how many. */
    int receive(long nowNs);

    /** Waits for the next packet, at most for that time. */
    void await(long timeoutNs);

    /** Takes the next step towards having a peer: opens, accepts, dials. To be called some twenty times per second. */
    void tend(long nowNs);

    /** What has come in so far. */
    Intake intake();

    /** Whether somebody could send, whether or not anything comes. */
    boolean hasPeer();

    /** Whether a peer was there, is known to have gone, and none has come in its place. Never true without connections. */
    default boolean hasLeft() {
        return false;
    }

    /** The address of the sender, "host:port"; empty when nobody is there. */
    String peer();

    /** Why nobody can send, as a sentence; empty when somebody can. */
    String detail();

    /** Fills in the counters that only this kind of transport has. */
    void describe(SourceReport.Builder report);

    @Override
    void close();
}
