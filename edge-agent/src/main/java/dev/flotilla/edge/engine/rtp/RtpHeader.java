package dev.flotilla.edge.engine.rtp;

import java.nio.ByteBuffer;

/**
 * What the header of an RTP packet says (RFC 3550 5.1): a window that is moved from packet to packet and allocates nothing.
 * Contributing sources, a header extension and padding are left out of the payload.
 */
public final class RtpHeader {
    /** The part that each packet has. */
    public static final int FIXED_BYTES = 12;

    private static final int VERSION = 2;
    private static final int PADDING = 0x20;
    private static final int EXTENSION = 0x10;
    private static final int MARKER = 0x80;

    private int flags;
    private int sequence;
    private int timestamp;
    private int ssrc;
    private int payloadOffset;
    private int payloadLength;

    /** Reads a packet; answers whether it is one. When not, the fields mean nothing. */
    public boolean read(ByteBuffer bytes, int offset, int length) {
        if (length < FIXED_BYTES) {
            return false;
        }
        flags = NetworkOrder.unsignedShort(bytes, offset);
        if (flags >> 14 != VERSION) {
            return false;
        }
        sequence = NetworkOrder.unsignedShort(bytes, offset + 2);
        timestamp = NetworkOrder.integer(bytes, offset + 4);
        ssrc = NetworkOrder.integer(bytes, offset + 8);
        return findPayload(bytes, offset, length, flags >> 8);
    }

    private boolean findPayload(ByteBuffer bytes, int offset, int length, int first) {
        int header = FIXED_BYTES + 4 * (first & 0x0f);
        if ((first & EXTENSION) != 0) {
            if (header + 4 > length) {
                return false;
            }
            header += 4 + 4 * NetworkOrder.unsignedShort(bytes, offset + header + 2);
        }
        int padding = (first & PADDING) != 0 ? bytes.get(offset + length - 1) & 0xff : 0;
        boolean isPaddingWrong = (first & PADDING) != 0 && padding == 0;
        payloadOffset = offset + header;
        payloadLength = length - header - padding;
        return payloadLength >= 0 && !isPaddingWrong;
    }

    /** 0 to 127. */
    public int payloadType() {
        return flags & 0x7f;
    }

    public boolean isMarked() {
        return (flags & MARKER) != 0;
    }

    /** 0 to 65535, then again from 0. */
    public int sequence() {
        return sequence;
    }

    /** In ticks of the payload's clock, modulo 2^32. */
    public int timestamp() {
        return timestamp;
    }

    /** The synchronization source: which stream of its sender this is. */
    public int ssrc() {
        return ssrc;
    }

    /** Where the payload begins in the buffer that was read. */
    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /** Writes the fixed part for a packet without contributing sources, extension, padding and marker. */
    public static void write(ByteBuffer bytes, int at, int payloadType, int sequence, int timestamp, int ssrc) {
        NetworkOrder.putShort(bytes, at, VERSION << 14 | payloadType);
        NetworkOrder.putShort(bytes, at + 2, sequence);
        NetworkOrder.putInteger(bytes, at + 4, timestamp);
        NetworkOrder.putInteger(bytes, at + 8, ssrc);
    }
}
