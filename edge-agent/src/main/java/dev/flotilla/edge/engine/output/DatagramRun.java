package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.natives.libc.SendBatch;

/**
 * Puts packets of a ring into messages. Where the kernel can cut a message into datagrams, a run of full packets, which lie
 * side by side in the ring, becomes one message; a shorter packet may end it.
 */
final class DatagramRun {
    private static final int MAX_PACKETS =
            Math.min(SendBatch.MAX_SEGMENTS, SendBatch.MAX_MESSAGE_BYTES / Ring.SLOT_BYTES);

    private DatagramRun() {}

    /**
     * Fills the batch with packets from {@code first}.
     *
     * @param pending how many there are
     * @param packetsOf gets the number of packets of each message
     */
    static void fill(SendBatch batch, Ring ring, long first, int pending, boolean canSegment, int[] packetsOf) {
        batch.clear();
        long packet = first;
        int left = pending;
        while (left > 0 && !batch.isFull()) {
            int run = canSegment ? length(ring, packet, left) : 1;
            int bytes = (run - 1) * Ring.SLOT_BYTES + ring.length(packet + run - 1);
            packetsOf[batch.count()] = run;
            batch.add(ring.address(packet), bytes, run == 1 ? 0 : Ring.SLOT_BYTES);
            packet += run;
            left -= run;
        }
    }

    /** How many packets from there make one message: all but the last are full. */
    private static int length(Ring ring, long first, int pending) {
        int most = Math.min(Math.min(pending, MAX_PACKETS), ring.untilWrap(first));
        int run = 1;
        while (run < most && ring.length(first + run - 1) == Ring.SLOT_BYTES) {
            run++;
        }
        return run;
    }
}
