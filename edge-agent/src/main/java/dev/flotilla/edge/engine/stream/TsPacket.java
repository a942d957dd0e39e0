package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;

/** How a transport-stream packet is read where it lies (ISO/IEC 13818-1 2.4.3.2 and 2.4.3.4). */
public final class TsPacket {
    /** The length of a packet. */
    public static final int BYTES = 188;

    static final byte SYNC = 0x47;
    static final int NULL_PID = 0x1fff;
    static final int START = 0x40;
    private static final int PAYLOAD = 0x10;
    private static final int ADAPTATION = 0x20;
    private static final int DISCONTINUITY = 0x80;
    private static final int RANDOM_ACCESS = 0x40;
    private static final int CLOCK = 0x10;

    private TsPacket() {}

    public static int pid(ByteBuffer bytes, int at) {
        return (bytes.get(at + 1) & 0x1f) << 8 | (bytes.get(at + 2) & 0xff);
    }

    static boolean hasPayload(ByteBuffer bytes, int at) {
        return (bytes.get(at + 3) & PAYLOAD) != 0;
    }

    /** Whether a table section or an elementary stream's packet begins in it. */
    static boolean isStart(ByteBuffer bytes, int at) {
        return (bytes.get(at + 1) & START) != 0;
    }

    /** Where the payload begins; the packet's end when there is none. */
    static int payload(ByteBuffer bytes, int at) {
        if (!hasPayload(bytes, at)) {
            return at + BYTES;
        }
        boolean hasAdaptation = (bytes.get(at + 3) & ADAPTATION) != 0;
        return Math.min(at + BYTES, at + 4 + (hasAdaptation ? 1 + (bytes.get(at + 4) & 0xff) : 0));
    }

    /** The flags of the adaptation field; 0 when there is none. */
    private static int flags(ByteBuffer bytes, int at) {
        return (bytes.get(at + 3) & ADAPTATION) != 0 && bytes.get(at + 4) != 0 ? bytes.get(at + 5) : 0;
    }

    static boolean isDiscontinuous(ByteBuffer bytes, int at) {
        return (flags(bytes, at) & DISCONTINUITY) != 0;
    }

    /** Whether a decoder can begin here. */
    public static boolean isRandomAccess(ByteBuffer bytes, int at) {
        return (flags(bytes, at) & RANDOM_ACCESS) != 0;
    }

    /** Whether it brings a program clock reference. */
    public static boolean hasClock(ByteBuffer bytes, int at) {
        return (flags(bytes, at) & CLOCK) != 0;
    }

    /** The program clock reference, in periods of 27 MHz, of a packet that has one. It starts again at 2^33 x 300. */
    static long clock(ByteBuffer bytes, int at) {
        long base = (bytes.get(at + 6) & 0xffL) << 25
                | (bytes.get(at + 7) & 0xffL) << 17
                | (bytes.get(at + 8) & 0xffL) << 9
                | (bytes.get(at + 9) & 0xffL) << 1
                | (bytes.get(at + 10) & 0x80) >> 7;
        int extension = (bytes.get(at + 10) & 1) << 8 | (bytes.get(at + 11) & 0xff);
        return base * 300 + extension;
    }

    /** Says that clock and counters need not continue those before, if the packet has an adaptation field to say so in. */
    public static void setDiscontinuity(ByteBuffer bytes, int at) {
        if ((bytes.get(at + 3) & ADAPTATION) != 0 && bytes.get(at + 4) != 0) {
            bytes.put(at + 5, (byte) (bytes.get(at + 5) | DISCONTINUITY));
        }
    }
}
