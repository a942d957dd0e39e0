package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.rtp.RtpHeader;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.natives.libc.SendBatch;
import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/**
 * RTP packets that are about to be sent: seven transport-stream packets of the ring each, behind a header. They lie side by
 * side, so that a run of full ones is one message that the kernel cuts into datagrams; that is worth the copy.
 */
final class RtpStage implements AutoCloseable {
    private static final int MPEG_TS = 33;
    private static final int PACKET_BYTES = RtpHeader.FIXED_BYTES + Ring.SLOT_BYTES;
    private static final int PACKETS_PER_MESSAGE = SendBatch.MAX_MESSAGE_BYTES / PACKET_BYTES;
    private static final int PACKETS = 4 * PACKETS_PER_MESSAGE;
    private static final int MESSAGES = PACKETS;

    /** Sees each packet when it is complete. */
    @FunctionalInterface
    interface Sealed {
        void accept(ByteBuffer bytes, int offset, int length);
    }

    private final OffHeap memory = OffHeap.allocate(PACKETS * PACKET_BYTES);
    private final ByteBuffer bytes = memory.bytes();
    private final SendBatch batch = new SendBatch(MESSAGES);
    private final int[] packetsOf = new int[MESSAGES];
    private final int[] lengths = new int[PACKETS];
    private final Sealed sealed;
    private final int ssrc;
    private final int firstTimestamp;
    private int sequence;
    private int next;
    private int count;
    private boolean isOpen;

    /** A stage for a stream of that source identifier, which numbers its packets and its time from those on. */
    RtpStage(int ssrc, int firstSequence, int firstTimestamp, Sealed sealed) {
        this.ssrc = ssrc;
        this.sequence = firstSequence;
        this.firstTimestamp = firstTimestamp;
        this.sealed = sealed;
    }

    /** Whether the next packet of the ring still fits. */
    boolean hasRoom() {
        return count + (isOpen ? 2 : 1) <= PACKETS;
    }

    /** Whether nothing waits to be sent. */
    boolean isEmpty() {
        return next == count && !isOpen;
    }

    /** Appends a packet of the ring. */
    void add(Ring ring, long packet) {
        int length = ring.length(packet);
        for (int at = 0; at < length; ) {
            if (!isOpen) {
                open(ring.arrivedNs(packet));
            }
            int part = Math.min(length - at, PACKET_BYTES - lengths[count]);
            ring.copy(packet, at, bytes, offset(count) + lengths[count], part);
            lengths[count] += part;
            at += part;
            if (lengths[count] == PACKET_BYTES) {
                seal();
            }
        }
    }

    private void open(long arrivedNs) {
        int timestamp = firstTimestamp + (int) (arrivedNs / 1_000 * 9 / 100);
        RtpHeader.write(bytes, offset(count), MPEG_TS, sequence++, timestamp, ssrc);
        lengths[count] = RtpHeader.FIXED_BYTES;
        isOpen = true;
    }

    /** Ends a packet that is not full. */
    void seal() {
        if (isOpen) {
            isOpen = false;
            count++;
            sealed.accept(bytes, offset(count - 1), lengths[count - 1]);
        }
    }

    /** The messages that are to be sent. */
    SendBatch batch(boolean canSegment) {
        batch.clear();
        int at = next;
        while (at < count && !batch.isFull()) {
            int run = canSegment ? run(at) : 1;
            int length = (run - 1) * PACKET_BYTES + lengths[at + run - 1];
            packetsOf[batch.count()] = run;
            batch.add(memory.address() + offset(at), length, run == 1 ? 0 : PACKET_BYTES);
            at += run;
        }
        return batch;
    }

    /** How many packets from there make one message: all but the last are full. */
    private int run(int from) {
        int most = Math.min(count - from, PACKETS_PER_MESSAGE);
        int run = 1;
        while (run < most && lengths[from + run - 1] == PACKET_BYTES) {
            run++;
        }
        return run;
    }

    /** How many packets that message of the batch has. */
    int packetsOf(int message) {
        return packetsOf[message];
    }

    /** The length of a packet, counted from the next to be sent. */
    int length(int packet) {
        return lengths[next + packet];
    }

    /** That many packets have gone, or are given up. */
    void advance(int packets) {
        next += packets;
        if (next == count && !isOpen) {
            clear();
        }
    }

    /** Forgets what waits. */
    void clear() {
        next = 0;
        count = 0;
        isOpen = false;
    }

    private static int offset(int packet) {
        return packet * PACKET_BYTES;
    }

    @Override
    public void close() {
        batch.close();
        memory.close();
    }
}
