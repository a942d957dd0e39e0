package dev.flotilla.edge.engine.fec;

import java.nio.ByteBuffer;

/** Takes RTP packets that were lost and have been repaired. The bytes are the taker's until it returns. */
@FunctionalInterface
public interface RepairedPackets {
    void accept(ByteBuffer bytes, int offset, int length, long nowNs);
}
