package dev.flotilla.edge.engine.stream;

import dev.flotilla.natives.libc.SendBatch;

/**
 * Packets of a ring as messages for the kernel. Where it can cut a message into datagrams, a run of full packets, which lie side
 * by side in the ring, becomes one message; a shorter packet may end it. Outputs that have come equally far, which nearly all of
 * a flow have, get the same messages without anything being made anew.
 */
public final class Messages implements AutoCloseable {
    private static final int MOST = 64;
    private static final int MOST_PACKETS =
            Math.min(SendBatch.MAX_SEGMENTS, SendBatch.MAX_MESSAGE_BYTES / Ring.SLOT_BYTES);

    private final Ring ring;
    private final SendBatch batch = new SendBatch(MOST);
    private final int[] packets = new int[MOST];
    private final int[] bytes = new int[MOST];
    private long first = -1;
    private int pending;
    private boolean isSegmented;

    Messages(Ring ring) {
        this.ring = ring;
    }

    /** The first messages of so many packets from that one to the ring's head. Good until the next call, or the next packet. */
    public SendBatch from(long packet, int count, boolean canSegment) {
        // The same number up to the head means the same head.
        if (packet != first || count != pending || canSegment != isSegmented) {
            first = packet;
            pending = count;
            isSegmented = canSegment;
            fill();
        }
        return batch;
    }

    private void fill() {
        batch.clear();
        long packet = first;
        int left = pending;
        while (left > 0 && !batch.isFull()) {
            int run = isSegmented ? run(packet, left) : 1;
            int length = (run - 1) * Ring.SLOT_BYTES + ring.length(packet + run - 1);
            packets[batch.count()] = run;
            bytes[batch.count()] = length;
            batch.add(ring.address(packet), length, run == 1 ? 0 : Ring.SLOT_BYTES);
            packet += run;
            left -= run;
        }
    }

    /** How many packets from there make one message: all but the last are full. */
    private int run(long from, int left) {
        int most = Math.min(Math.min(left, MOST_PACKETS), ring.untilWrap(from));
        int run = 1;
        while (run < most && ring.length(from + run - 1) == Ring.SLOT_BYTES) {
            run++;
        }
        return run;
    }

    /** How many packets that message has. */
    public int packets(int message) {
        return packets[message];
    }

    /** How many bytes that message has. */
    public int bytes(int message) {
        return bytes[message];
    }

    @Override
    public void close() {
        batch.close();
    }
}
