package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;

/**
 * Finds the packets in a transport stream that was cut up without regard to them. Locks on five sync bytes at their distance
 * and lets go after two bad ones (ETSI TR 101 290 1.1). Bytes outside of packets are dropped and counted.
 */
final class Aligner {
    private static final int PACKET = 188;
    private static final byte SYNC = 0x47;
    private static final int LOCK = 5;
    private static final int LOSS = 2;

    /** Takes whole packets, as many as fit one slot. */
    @FunctionalInterface
    interface Sink {
        void accept(ByteBuffer bytes, int offset, int length);
    }

    private final ByteBuffer rest;
    private int length;
    private int bad;
    private boolean isLocked;
    private long dropped;

    /** An aligner for datagrams of at most that many bytes. */
    Aligner(int datagramBytes) {
        rest = ByteBuffer.allocateDirect(datagramBytes + (LOCK + 1) * PACKET);
    }

    /** Whether nothing is left over: the next datagram that begins with a packet needs no alignment. */
    boolean isEmpty() {
        return length == 0;
    }

    boolean isLocked() {
        return isLocked;
    }

    /** Bytes that belonged to no packet. */
    long droppedBytes() {
        return dropped;
    }

    void push(ByteBuffer source, int offset, int bytes, Sink sink) {
        rest.put(length, source, offset, bytes);
        length += bytes;
        int at = 0;
        while (length - at >= PACKET) {
            if (!isLocked) {
                int found = find(at);
                dropped += found - at;
                at = found;
                if (!isLocked) {
                    break;
                }
            }
            at = emit(at, sink);
        }
        rest.put(0, rest, at, length - at);
        length -= at;
    }

    /** Hands on packets from there until they end or sync is lost, and answers where that is. */
    private int emit(int from, Sink sink) {
        int start = from;
        int at = from;
        while (length - at >= PACKET) {
            bad = rest.get(at) == SYNC ? 0 : bad + 1;
            if (bad == LOSS) {
                isLocked = false;
                bad = 0;
                break;
            }
            at += PACKET;
            if (at - start == Ring.SLOT_BYTES) {
                sink.accept(rest, start, at - start);
                start = at;
            }
        }
        if (at > start) {
            sink.accept(rest, start, at - start);
        }
        return at;
    }

    /** Where packets begin; without lock, the first place that later bytes may still prove to be one. */
    private int find(int from) {
        int last = length - (LOCK - 1) * PACKET;
        int at = from;
        for (; at < last; at++) {
            if (isPacketAt(at)) {
                isLocked = true;
                return at;
            }
        }
        return Math.max(at, from);
    }

    private boolean isPacketAt(int at) {
        for (int i = 0; i < LOCK; i++) {
            if (rest.get(at + i * PACKET) != SYNC) {
                return false;
            }
        }
        return true;
    }
}
