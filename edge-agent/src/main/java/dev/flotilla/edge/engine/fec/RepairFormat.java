package dev.flotilla.edge.engine.fec;

import dev.flotilla.edge.engine.rtp.NetworkOrder;
import dev.flotilla.edge.engine.rtp.RtpHeader;
import java.nio.ByteBuffer;

/**
 * Where things are in a repair packet (SMPTE ST 2022-1 8.4): an RTP header of twelve bytes, whose flags for padding, extension,
 * contributing sources and marker are those of the protected packets combined; a header of sixteen bytes; the combined bytes
 * that follow the protected packets' first twelve.
 */
final class RepairFormat {
    /** What a repair packet is longer than the longest packet that it protects. */
    static final int OVERHEAD_BYTES = 16;

    static final int HEADER_BYTES = RtpHeader.FIXED_BYTES + OVERHEAD_BYTES;

    /** Dynamic; what encoders commonly use. */
    static final int PAYLOAD_TYPE = 96;

    /** Of the first byte of an RTP header, padding, extension and number of contributing sources. */
    static final int COMBINED_FLAGS = 0x3f;

    private static final int MARKER = 0x80;
    private static final int EXTENDED = 0x80;
    private static final int ROW = 0x40;
    private static final int CODE_AND_INDEX = 0x3f;

    private static final int BASE = RtpHeader.FIXED_BYTES;
    private static final int LENGTH = BASE + 2;
    private static final int TYPE = BASE + 4;
    private static final int TIMESTAMP = BASE + 8;
    private static final int DIRECTION = BASE + 12;
    private static final int OFFSET = BASE + 13;
    private static final int COUNT = BASE + 14;

    private RepairFormat() {}

    /** Whether those bytes can be a repair packet by exclusive or. */
    static boolean isRepair(ByteBuffer bytes, int at, int length) {
        return length >= HEADER_BYTES
                && (bytes.get(at) & 0xc0) == 0x80
                && (bytes.get(at + DIRECTION) & CODE_AND_INDEX) == 0
                && offset(bytes, at) > 0
                && count(bytes, at) > 0;
    }

    /** The sequence number of the first protected packet. */
    static int base(ByteBuffer bytes, int at) {
        return NetworkOrder.unsignedShort(bytes, at + BASE);
    }

    /** The distance of the protected packets: of a column, how many columns there are; of a row, 1. */
    static int offset(ByteBuffer bytes, int at) {
        return bytes.get(at + OFFSET) & 0xff;
    }

    /** How many packets are protected. */
    static int count(ByteBuffer bytes, int at) {
        return bytes.get(at + COUNT) & 0xff;
    }

    /** Combines an RTP packet with what the repair packet has; whoever does this with all of them but one gets that one. */
    static void combine(ByteBuffer repair, int at, ByteBuffer media, int from, int length) {
        int flags = repair.get(at) ^ (media.get(from) & COMBINED_FLAGS);
        int type = media.get(from + 1);
        repair.put(at, (byte) flags);
        repair.put(at + 1, (byte) (repair.get(at + 1) ^ (type & MARKER)));
        repair.put(at + TYPE, (byte) (repair.get(at + TYPE) ^ (type & ~MARKER)));
        int following = length - RtpHeader.FIXED_BYTES;
        NetworkOrder.putShort(repair, at + LENGTH, NetworkOrder.unsignedShort(repair, at + LENGTH) ^ following);
        int timestamp = NetworkOrder.integer(repair, at + TIMESTAMP) ^ NetworkOrder.integer(media, from + 4);
        NetworkOrder.putInteger(repair, at + TIMESTAMP, timestamp);
        Xor.into(repair, at + HEADER_BYTES, media, from + RtpHeader.FIXED_BYTES, following);
    }

    /** Makes an empty repair packet, to be combined with the packets that it is to protect. */
    static void begin(ByteBuffer repair, int at, int length, int base, boolean isRow, int offset, int count) {
        Xor.clear(repair, at, length);
        RtpHeader.write(repair, at, PAYLOAD_TYPE, 0, 0, 0);
        NetworkOrder.putShort(repair, at + BASE, base);
        repair.put(at + TYPE, (byte) EXTENDED);
        repair.put(at + DIRECTION, (byte) (isRow ? ROW : 0));
        repair.put(at + OFFSET, (byte) offset);
        repair.put(at + COUNT, (byte) count);
    }

    /** How many bytes follow the first twelve of the packet that is left after combining. */
    static int followingBytes(ByteBuffer repair, int at) {
        return NetworkOrder.unsignedShort(repair, at + LENGTH);
    }

    /** Writes the RTP packet that is left after combining, all but one of the protected ones, to another place. */
    static void extract(ByteBuffer repair, int at, ByteBuffer media, int to, int sequence, int ssrc) {
        int payloadType = repair.get(at + TYPE) & ~MARKER & 0xff;
        RtpHeader.write(media, to, payloadType, sequence, NetworkOrder.integer(repair, at + TIMESTAMP), ssrc);
        media.put(to, (byte) (media.get(to) | (repair.get(at) & COMBINED_FLAGS)));
        media.put(to + 1, (byte) (media.get(to + 1) | (repair.get(at + 1) & MARKER)));
        media.put(to + RtpHeader.FIXED_BYTES, repair, at + HEADER_BYTES, followingBytes(repair, at));
    }
}
