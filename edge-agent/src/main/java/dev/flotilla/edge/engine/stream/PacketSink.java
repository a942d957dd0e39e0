package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;

/** Where a source's packets go. Called on the flow's thread, for every packet: must neither block nor allocate. */
@FunctionalInterface
public interface PacketSink {
    /**
     * Takes one to seven whole transport-stream packets, at most {@link Ring#SLOT_BYTES}. The bytes are the sink's until it
     * returns; what it wants to keep it copies, and it may set flags in place.
     *
     * @param arrivedNs when they came, on the clock of the flow's turns
     */
    void accept(ByteBuffer bytes, int offset, int length, long arrivedNs);
}
