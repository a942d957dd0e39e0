package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.merge.MergePath;
import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.proto.flow.v1.SourceReport;
import org.jspecify.annotations.Nullable;

/** Where a flow's packets come from. Opened, used and closed by the flow's thread; nothing here blocks but {@link #await}. */
public interface Source extends AutoCloseable {
    /** About as many packets a source hands on per turn at the most: a quarter of the ring that they go to. */
    int PACKETS_PER_TURN = 512;

    /** Takes what has arrived, at most about {@link #PACKETS_PER_TURN}, and hands it on; answers how many. */
    int receive(long nowNs);

    /** When {@link #receive} has something to do although nothing arrives; {@code Long.MAX_VALUE} when it has not. */
    default long dueNs() {
        return Long.MAX_VALUE;
    }

    /** Has its packets go into a merge as they come, and no longer to its sink; null ends that. Only for RTP and RIST. */
    default void mergeInto(@Nullable MergePath path) {
        throw new UnsupportedOperationException("only RTP and RIST carry what a merge by sequence needs");
    }

    /** How long a packet may come after those that were sent behind it: by disorder or by repair. */
    default long reorderNs() {
        return 0;
    }

    /** How long it may be left alone after packets came: a turn of the flow, or longer where packets are few. */
    default long pauseNs(long turnNs) {
        return turnNs;
    }

    /** Waits for the next packet, at most for that time. */
    void await(long timeoutNs);

    /** Whether a packet that comes ends {@link #await} at once. */
    default boolean wakesByPacket() {
        return false;
    }

    /** Takes the next step towards having a peer: opens, accepts, dials. To be called some twenty times per second. */
    void tend(long nowNs);

    /** What has come in so far. */
    Intake intake();

    /**
     * When the latest packet came, on the clock of the flow's turns, even if it waits for those before it to be handed on.
     * Meaningful once something was handed on.
     */
    default long lastArrivalNs() {
        return intake().lastArrivalNs();
    }

    /** Whether anything came within that time. */
    default boolean isLive(long nowNs, long withinNs) {
        return intake().packets() > 0 && nowNs - lastArrivalNs() < withinNs;
    }

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
