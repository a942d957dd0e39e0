package dev.flotilla.natives.srt;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/**
 * The counters of one connection since it began ({@code SRT_TRACEBSTATS}). The structure only grows at its end, so it is read
 * by offset out of a larger block. Packets are payloads: each is counted once, however often it was sent.
 */
public final class SrtStatistics implements AutoCloseable {
    static final int PACKETS_RETRANSMITTED = 32;
    static final int PACKETS_LOST_ON_SEND = 24;
    static final int PACKETS_LOST_ON_RECEIVE = 28;
    static final int PACKETS_DROPPED_ON_SEND = 64;
    static final int PACKETS_DROPPED_ON_RECEIVE = 68;
    static final int PACKETS_UNDECRYPTED = 72;
    static final int ROUND_TRIP_MS = 328;
    static final int SEND_BUFFER_PACKETS = 364;
    static final int RECEIVE_BUFFER_MS = 388;
    static final int PACKETS_SENT = 432;
    static final int PACKETS_RECEIVED = 440;
    static final int BYTES_SENT = 448;
    static final int BYTES_RECEIVED = 456;
    static final int STRUCTURE_SIZE = 496;

    private static final int ROOM = 2048;

    private final OffHeap memory = OffHeap.allocate(ROOM);
    private final ByteBuffer bytes = memory.bytes();

    /** Sets all counters to 0, as before the first read. */
    public void clear() {
        bytes.put(0, new byte[ROOM]);
    }

    public long packetsReceived() {
        return bytes.getLong(PACKETS_RECEIVED);
    }

    /** Packets found missing on arrival, before anything was sent again. */
    public long packetsLostOnReceive() {
        return bytes.getInt(PACKETS_LOST_ON_RECEIVE);
    }

    /** Packets that were still missing, or could not be decrypted, when their time came. */
    public long packetsDroppedOnReceive() {
        return bytes.getInt(PACKETS_DROPPED_ON_RECEIVE);
    }

    /** Packets that came but could not be decrypted. */
    public long packetsUndecrypted() {
        return bytes.getInt(PACKETS_UNDECRYPTED);
    }

    public long packetsSent() {
        return bytes.getLong(PACKETS_SENT);
    }

    /** Packets that the peer reported missing. */
    public long packetsLostOnSend() {
        return bytes.getInt(PACKETS_LOST_ON_SEND);
    }

    public long packetsRetransmitted() {
        return bytes.getInt(PACKETS_RETRANSMITTED);
    }

    /** Packets that were too late to be sent. */
    public long packetsDroppedOnSend() {
        return bytes.getInt(PACKETS_DROPPED_ON_SEND);
    }

    /** Bytes received, with 44 bytes of headers per packet. */
    public long bytesReceived() {
        return bytes.getLong(BYTES_RECEIVED);
    }

    /** Bytes sent, with 44 bytes of headers per packet. */
    public long bytesSent() {
        return bytes.getLong(BYTES_SENT);
    }

    public double roundTripMs() {
        return bytes.getDouble(ROUND_TRIP_MS);
    }

    /** Packets that wait to be sent or acknowledged. */
    public int sendBufferPackets() {
        return bytes.getInt(SEND_BUFFER_PACKETS);
    }

    /** Milliseconds of media that wait for their time in the receive buffer. */
    public int receiveBufferMs() {
        return bytes.getInt(RECEIVE_BUFFER_MS);
    }

    /** The 32-bit counters at those offsets. */
    int[] counters(int[] offsets) {
        int[] values = new int[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            values[i] = bytes.getInt(offsets[i]);
        }
        return values;
    }

    void counters(int[] offsets, int[] values) {
        for (int i = 0; i < offsets.length; i++) {
            bytes.putInt(offsets[i], values[i]);
        }
    }

    /** Takes over the round trip and the buffers of a link of this group, where they are more. */
    void widen(SrtStatistics link) {
        bytes.putDouble(ROUND_TRIP_MS, Math.max(roundTripMs(), link.roundTripMs()));
        bytes.putInt(SEND_BUFFER_PACKETS, Math.max(sendBufferPackets(), link.sendBufferPackets()));
        bytes.putInt(RECEIVE_BUFFER_MS, Math.max(receiveBufferMs(), link.receiveBufferMs()));
    }

    long address() {
        return memory.address();
    }

    @Override
    public void close() {
        memory.close();
    }
}
