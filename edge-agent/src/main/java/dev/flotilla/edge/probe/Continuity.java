package dev.flotilla.edge.probe;

import java.util.Arrays;

/** Counts breaks in the 4-bit continuity counters of a transport stream, per PID (ISO/IEC 13818-1 2.4.3.3). One thread. */
final class Continuity {
    static final int PACKET_BYTES = 188;

    private static final int SYNC = 0x47;
    private static final int NULL_PID = 0x1fff;
    private static final byte UNKNOWN = -1;

    private final byte[] last = new byte[NULL_PID + 1];
    private final boolean[] repeated = new boolean[NULL_PID + 1];
    private long errors;

    Continuity() {
        Arrays.fill(last, UNKNOWN);
    }

    /** Looks at every whole packet of a datagram. One that does not begin with a sync byte is one error, and ends the look. */
    void look(byte[] datagram, int length) {
        for (int at = 0; at + PACKET_BYTES <= length; at += PACKET_BYTES) {
            if ((datagram[at] & 0xff) != SYNC) {
                errors++;
                return;
            }
            lookAtPacket(datagram, at);
        }
    }

    long errors() {
        return errors;
    }

    private void lookAtPacket(byte[] bytes, int at) {
        int pid = ((bytes[at + 1] & 0x1f) << 8) | (bytes[at + 2] & 0xff);
        boolean hasPayload = (bytes[at + 3] & 0x10) != 0;
        if (pid == NULL_PID || !hasPayload) {
            return;
        }
        byte counter = (byte) (bytes[at + 3] & 0x0f);
        byte before = last[pid];
        boolean isRepetition = counter == before;
        if (before != UNKNOWN && !announcesBreak(bytes, at)) {
            // One repetition of a packet is allowed.
            boolean isRight = isRepetition ? !repeated[pid] : counter == ((before + 1) & 0x0f);
            errors += isRight ? 0 : 1;
        }
        repeated[pid] = isRepetition;
        last[pid] = counter;
    }

    /** Whether the adaptation field says that a break is meant. */
    private static boolean announcesBreak(byte[] bytes, int at) {
        boolean hasAdaptation = (bytes[at + 3] & 0x20) != 0;
        return hasAdaptation && bytes[at + 4] != 0 && (bytes[at + 5] & 0x80) != 0;
    }
}
