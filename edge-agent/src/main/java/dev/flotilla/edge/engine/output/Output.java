package dev.flotilla.edge.engine.output;

import dev.flotilla.proto.flow.v1.OutputReport;

/** Where a flow's packets go. Opened, used and closed by the flow's thread; nothing here ever blocks. */
public interface Output extends AutoCloseable {
    /** Sends what is due by that time, which is now or a little later; answers how many packets. */
    int send(long nowNs);

    /** When this output next has something to send; {@code Long.MAX_VALUE} while nothing waits. */
    long dueNs();

    /** Takes the next step towards having a peer: opens, accepts, dials. To be called some twenty times per second. */
    void tend(long nowNs);

    /** How long the flow may wait between two looks at its source on behalf of this output. */
    long turnNs();

    /** Tells how long the flow does wait between two looks at a busy source. */
    void useTurn(long turnNs);

    /** Whether a peer is there, or for UDP whether datagrams can be sent. */
    boolean isConnected();

    /** Whether it cannot send although somebody should be there. An output that waits for clients can. */
    boolean isFaulty();

    /** Whether nothing waits to leave this machine. */
    boolean isDrained();

    /** Fills in the counters, the number of clients, and the detail as a sentence. */
    void describe(OutputReport.Builder report);

    @Override
    void close();
}
