package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;

/** The header of an elementary stream's packet (ISO/IEC 13818-1 2.4.3.6), where it lies. */
final class PesHeader {
    private static final int LEAST_BYTES = 9;
    private static final int TIME_STAMP = 0x80;

    private PesHeader() {}

    /** Whether the packet, in which one begins, brings a presentation time stamp. */
    static boolean hasTimeStamp(ByteBuffer bytes, int at) {
        int from = TsPacket.payload(bytes, at);
        return from + LEAST_BYTES <= at + TsPacket.BYTES
                && bytes.get(from) == 0
                && bytes.get(from + 1) == 0
                && bytes.get(from + 2) == 1
                && (bytes.get(from + 6) & 0xc0) == 0x80
                && (bytes.get(from + 7) & TIME_STAMP) != 0;
    }
}
