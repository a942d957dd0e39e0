package dev.flotilla.edge.media.remux;

import java.nio.ByteBuffer;

/** What a transport-stream packet says where it lies, as far as {@link TsEntry} asks (ISO/IEC 13818-1 2.4.3 and 2.4.4). */
final class TsView {
    static final int BYTES = 188;
    static final int NONE = -1;
    static final int ASSOCIATION = 0;

    private static final byte SYNC = 0x47;
    private static final int START = 0x40;
    private static final int ADAPTATION = 0x20;
    private static final int PAYLOAD = 0x10;
    private static final int RANDOM_ACCESS = 0x40;
    private static final int PROGRAM_MAP = 2;
    private static final int MPEG_2 = 0x02;
    private static final int H264 = 0x1b;
    private static final int HEVC = 0x24;

    private TsView() {}

    static boolean isPacket(ByteBuffer bytes, int at) {
        return bytes.get(at) == SYNC;
    }

    static int pid(ByteBuffer bytes, int at) {
        return (bytes.get(at + 1) & 0x1f) << 8 | (bytes.get(at + 2) & 0xff);
    }

    private static boolean isStart(ByteBuffer bytes, int at) {
        return (bytes.get(at + 1) & START) != 0 && (bytes.get(at + 3) & PAYLOAD) != 0;
    }

    private static int payload(ByteBuffer bytes, int at) {
        int adaptation = (bytes.get(at + 3) & ADAPTATION) == 0 ? 0 : 1 + (bytes.get(at + 4) & 0xff);
        return Math.min(at + BYTES, at + 4 + adaptation);
    }

    /** Where the table begins in a packet that begins one; the packet's end when that is no place. */
    private static int table(ByteBuffer bytes, int at) {
        int payload = payload(bytes, at);
        int end = at + BYTES;
        return payload < end ? Math.min(end, payload + 1 + (bytes.get(payload) & 0xff)) : end;
    }

    /** Whether a program map table begins in it; an elementary stream's packet begins with zeros instead. */
    static boolean beginsMap(ByteBuffer bytes, int at) {
        int table = table(bytes, at);
        return isStart(bytes, at) && table + 12 < at + BYTES && bytes.get(table) == PROGRAM_MAP;
    }

    /** The first video stream of a program map table: its PID times 256 plus its type, or {@link #NONE}. */
    static int firstVideo(ByteBuffer bytes, int at) {
        int table = table(bytes, at);
        int end = Math.min(at + BYTES, table + 3 + (uint16(bytes, table + 1) & 0x0fff) - 4);
        int stream = table + 12 + (uint16(bytes, table + 10) & 0x0fff);
        while (stream + 5 <= end) {
            int type = bytes.get(stream) & 0xff;
            if (type == MPEG_2 || type == H264 || type == HEVC) {
                return (uint16(bytes, stream + 1) & 0x1fff) << 8 | type;
            }
            stream += 5 + (uint16(bytes, stream + 3) & 0x0fff);
        }
        return NONE;
    }

    /** Whether a picture begins in it that needs none before it: so flagged, or with the parameters of the sequence in front. */
    static boolean isPictureAlone(ByteBuffer bytes, int at, int type) {
        if (!isStart(bytes, at)) {
            return false;
        }
        boolean hasFlags = (bytes.get(at + 3) & ADAPTATION) != 0 && bytes.get(at + 4) != 0;
        return (hasFlags && (bytes.get(at + 5) & RANDOM_ACCESS) != 0) || hasParameters(bytes, at, type);
    }

    private static boolean hasParameters(ByteBuffer bytes, int at, int type) {
        for (int i = payload(bytes, at); i + 3 < at + BYTES; i++) {
            if (bytes.get(i) == 0 && bytes.get(i + 1) == 0 && bytes.get(i + 2) == 1) {
                int unit = bytes.get(i + 3) & 0xff;
                boolean isParameters = switch (type) {
                    case H264 -> (unit & 0x1f) == 7;
                    case HEVC -> unit >> 1 >= 32 && unit >> 1 <= 34;
                    default -> unit == 0xb3;
                };
                if (isParameters) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int uint16(ByteBuffer bytes, int at) {
        return (bytes.get(at) & 0xff) << 8 | (bytes.get(at + 1) & 0xff);
    }
}
