package dev.flotilla.tour.media;

import java.util.Arrays;

/** Counts transport-stream packets and the breaks in their continuity counters (ISO/IEC 13818-1, 2.4.3.3). */
final class TransportStreamCount {
    static final int PACKET_BYTES = 188;
    private static final int PIDS = 8192;
    private static final int NULL_PID = 0x1FFF;
    private static final byte SYNC = 0x47;

    private final byte[] next = new byte[PIDS];
    private long packets;
    private long continuityErrors;
    private long withoutSync;

    TransportStreamCount() {
        Arrays.fill(next, (byte) -1);
    }

    /** Takes whole packets; what is left over counts as one without sync. */
    void take(byte[] bytes, int length) {
        int at = 0;
        for (; at + PACKET_BYTES <= length; at += PACKET_BYTES) {
            packets++;
            if (bytes[at] == SYNC) {
                follow(bytes, at);
            } else {
                withoutSync++;
            }
        }
        if (at != length) {
            withoutSync++;
        }
    }

    private void follow(byte[] bytes, int at) {
        int pid = (bytes[at + 1] & 0x1F) << 8 | (bytes[at + 2] & 0xFF);
        boolean hasPayload = (bytes[at + 3] & 0x10) != 0;
        if (pid == NULL_PID || !hasPayload) {
            return;
        }
        int counter = bytes[at + 3] & 0x0F;
        if (next[pid] >= 0 && next[pid] != counter) {
            continuityErrors++;
        }
        next[pid] = (byte) ((counter + 1) & 0x0F);
    }

    long packets() {
        return packets;
    }

    long continuityErrors() {
        return continuityErrors;
    }

    long withoutSync() {
        return withoutSync;
    }
}
