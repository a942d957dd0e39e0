package dev.flotilla.edge.engine.merge;

import java.nio.ByteBuffer;

/** Takes packets in their order, each once. The bytes are the taker's until it returns. */
public interface MergedStream {
    void accept(ByteBuffer bytes, int offset, int length, long nowNs);

    /** The sender has started again: what comes next does not continue what came before. */
    void restarted();
}
