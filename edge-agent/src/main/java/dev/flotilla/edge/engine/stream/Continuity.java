package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Counts breaks in the continuity counters of a transport stream, over all PIDs (ISO/IEC 13818-1 2.4.3.3, ETSI TR 101 290
 * 1.4). Null packets count nothing; packets without payload do not move the counter; one repetition is allowed; a set
 * discontinuity indicator allows any jump.
 */
public final class Continuity {
    private static final byte UNSEEN = -1;
    private static final byte REPEATED = 0x10;
    private static final int PAYLOAD = 0x10;

    /** Per PID the last counter, with {@link #REPEATED} set when it came twice. */
    private final byte[] last = new byte[TsPacket.NULL_PID];

    private long errors;

    public Continuity() {
        Arrays.fill(last, UNSEEN);
    }

    /** Looks at whole transport-stream packets. */
    public void check(ByteBuffer bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at += TsPacket.BYTES) {
            check(TsPacket.pid(bytes, at), bytes.get(at + 3), bytes, at);
        }
    }

    /** Looks at one packet of that PID, whose fourth byte holds those flags. */
    void check(int pid, int flags, ByteBuffer bytes, int at) {
        if (pid == TsPacket.NULL_PID) {
            return;
        }
        int counter = flags & 0x0f;
        byte before = last[pid];
        boolean isAnnounced = TsPacket.isDiscontinuous(bytes, at);
        if (before == UNSEEN || isAnnounced) {
            last[pid] = (byte) counter;
            return;
        }
        boolean hasPayload = (flags & PAYLOAD) != 0;
        int previous = before & 0x0f;
        if (hasPayload && counter == previous && (before & REPEATED) == 0) {
            last[pid] = (byte) (counter | REPEATED);
            return;
        }
        int expected = hasPayload ? (previous + 1) & 0x0f : previous;
        if (counter != expected) {
            errors++;
        }
        last[pid] = hasPayload ? (byte) counter : (byte) (counter | (before & REPEATED));
    }

    public long errors() {
        return errors;
    }

    /** Forgets the counters but not the errors: another stream begins. */
    public void restart() {
        Arrays.fill(last, UNSEEN);
    }
}
