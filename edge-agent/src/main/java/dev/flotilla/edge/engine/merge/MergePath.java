package dev.flotilla.edge.engine.merge;

import dev.flotilla.edge.engine.rtp.RtpHeader;
import java.nio.ByteBuffer;

/** One way into a merge: takes RTP packets as they come by one path. The bytes are the taker's until it returns. */
public interface MergePath {
    void accept(RtpHeader header, ByteBuffer bytes, long nowNs);

    /** How many packets did not come by this path so far. */
    long lost();
}
