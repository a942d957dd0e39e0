package dev.flotilla.edge.engine.merge;

import dev.flotilla.edge.engine.stream.TsPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The continuity counters of a stream (ISO/IEC 13818-1 2.4.3.3), to see whether a packet can be the next one. */
final class CounterState {
    static final int NULL_PID = 0x1fff;

    private static final byte UNSEEN = -1;
    private static final int ADAPTATION = 0x20;
    private static final int PAYLOAD = 0x10;
    private static final int DISCONTINUITY = 0x80;

    private final byte[] last = new byte[NULL_PID + 1];

    CounterState() {
        Arrays.fill(last, UNSEEN);
    }

    /** How many packets of its PID are missing before this one, 0 to 15. */
    int missingBefore(ByteBuffer bytes, int at) {
        int pid = TsPacket.pid(bytes, at);
        int flags = bytes.get(at + 3);
        boolean isAnnounced =
                (flags & ADAPTATION) != 0 && bytes.get(at + 4) != 0 && (bytes.get(at + 5) & DISCONTINUITY) != 0;
        byte before = last[pid];
        if (pid == NULL_PID || before == UNSEEN || isAnnounced) {
            return 0;
        }
        boolean hasPayload = (flags & PAYLOAD) != 0;
        int ahead = (flags - before) & 0x0f;
        return !hasPayload || ahead == 0 ? ahead : ahead - 1;
    }

    /** Whether its counter is that of the last packet of its PID: the same packet once more, or one without payload. */
    boolean isLast(ByteBuffer bytes, int at) {
        return last[TsPacket.pid(bytes, at)] == (bytes.get(at + 3) & 0x0f);
    }

    void passed(ByteBuffer bytes, int at) {
        last[TsPacket.pid(bytes, at)] = (byte) (bytes.get(at + 3) & 0x0f);
    }
}
