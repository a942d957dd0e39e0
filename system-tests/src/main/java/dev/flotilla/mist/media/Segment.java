package dev.flotilla.mist.media;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A piece of a transport stream whose clocks and counters can be moved on (ISO/IEC 13818-1, 2.4.3). */
final class Segment {
    private static final int PACKET = 188;

    private final byte[] bytes;
    private final Map<Integer, Integer> payloads = new HashMap<>();
    private Map<Integer, Integer> before = Map.of();
    private Map<Integer, Integer> inRound = Map.of();

    Segment(byte[] bytes) {
        this.bytes = bytes;
        for (int at = 0; at + PACKET <= bytes.length; at += PACKET) {
            if (hasPayload(bytes, at)) {
                payloads.merge(pid(bytes, at), 1, Integer::sum);
            }
        }
    }

    /** Tells each segment of a round which continuity counters it begins with. */
    static void number(List<Segment> round) {
        var sum = new HashMap<Integer, Integer>();
        for (Segment segment : round) {
            segment.before = Map.copyOf(sum);
            segment.payloads.forEach((pid, count) -> sum.merge(pid, count, Integer::sum));
        }
        round.forEach(segment -> segment.inRound = Map.copyOf(sum));
    }

    /** @param ticks of the 90 kHz clock, which all time stamps move on by */
    byte[] shifted(long ticks, long rounds) {
        byte[] moved = bytes.clone();
        var counters = new HashMap<Integer, Integer>();
        for (int at = 0; at + PACKET <= moved.length; at += PACKET) {
            int pid = pid(moved, at);
            if (hasPayload(moved, at)) {
                int first = before.getOrDefault(pid, 0) + (int) (rounds % 16) * inRound.getOrDefault(pid, 0);
                int counter = counters.merge(pid, 1, Integer::sum) - 1 + first;
                moved[at + 3] = (byte) ((moved[at + 3] & 0xf0) | (counter & 0x0f));
                movePes(moved, at, ticks);
            }
            movePcr(moved, at, ticks);
        }
        return moved;
    }

    private static void movePcr(byte[] b, int at, long ticks) {
        boolean hasField = (b[at + 3] & 0x20) != 0 && (b[at + 4] & 0xff) > 6;
        if (!hasField || (b[at + 5] & 0x10) == 0) {
            return;
        }
        long base = (b[at + 6] & 0xffL) << 25
                | (b[at + 7] & 0xffL) << 17
                | (b[at + 8] & 0xffL) << 9
                | (b[at + 9] & 0xffL) << 1
                | (b[at + 10] & 0x80L) >> 7;
        long moved = base + ticks & 0x1_ffff_ffffL;
        b[at + 6] = (byte) (moved >> 25);
        b[at + 7] = (byte) (moved >> 17);
        b[at + 8] = (byte) (moved >> 9);
        b[at + 9] = (byte) (moved >> 1);
        b[at + 10] = (byte) ((b[at + 10] & 0x7f) | (moved & 1) << 7);
    }

    private static void movePes(byte[] b, int at, long ticks) {
        int start = at + 4 + ((b[at + 3] & 0x20) != 0 ? 1 + (b[at + 4] & 0xff) : 0);
        boolean begins = (b[at + 1] & 0x40) != 0 && start + 19 <= at + PACKET;
        if (!begins || b[start] != 0 || b[start + 1] != 0 || b[start + 2] != 1) {
            return;
        }
        int stamps = (b[start + 7] & 0xc0) >> 6;
        if ((stamps & 2) != 0) {
            moveStamp(b, start + 9, ticks);
        }
        if (stamps == 3) {
            moveStamp(b, start + 14, ticks);
        }
    }

    private static void moveStamp(byte[] b, int at, long ticks) {
        long stamp = (b[at] & 0x0eL) << 29
                | (b[at + 1] & 0xffL) << 22
                | (b[at + 2] & 0xfeL) << 14
                | (b[at + 3] & 0xffL) << 7
                | (b[at + 4] & 0xfeL) >> 1;
        long moved = stamp + ticks & 0x1_ffff_ffffL;
        b[at] = (byte) ((b[at] & 0xf1) | (moved >> 29 & 0x0e));
        b[at + 1] = (byte) (moved >> 22);
        b[at + 2] = (byte) (moved >> 14 | 1);
        b[at + 3] = (byte) (moved >> 7);
        b[at + 4] = (byte) (moved << 1 | 1);
    }

    private static int pid(byte[] b, int at) {
        return (b[at + 1] & 0x1f) << 8 | (b[at + 2] & 0xff);
    }

    private static boolean hasPayload(byte[] b, int at) {
        return (b[at + 3] & 0x10) != 0;
    }
}
