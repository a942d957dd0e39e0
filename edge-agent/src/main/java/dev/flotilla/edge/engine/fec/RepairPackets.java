package dev.flotilla.edge.engine.fec;

import java.nio.ByteBuffer;

/** Takes repair packets that are to be sent. The bytes are the taker's until it returns. */
@FunctionalInterface
public interface RepairPackets {
    void accept(boolean isRow, ByteBuffer bytes, int offset, int length);
}
