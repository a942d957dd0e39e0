package dev.flotilla.edge.engine.stream;

import java.nio.ByteBuffer;

/** Puts the table sections of one PID together out of its packets (ISO/IEC 13818-1 2.4.4). Sections of at most 1,024 bytes. */
final class SectionReader {
    static final int MAX_BYTES = 1_024;
    private static final int HEADER = 3;
    private static final int STUFFING = 0xff;

    /** Takes a section as soon as it is complete; its bytes are the reader's. */
    @FunctionalInterface
    interface Sink {
        void section(int pid, byte[] bytes, int length);
    }

    private final byte[] bytes = new byte[MAX_BYTES];
    private final Sink sink;
    private int length;
    private boolean isWithin;
    private int counter;

    SectionReader(Sink sink) {
        this.sink = sink;
    }

    /** Takes the next packet of the PID. */
    void push(int pid, ByteBuffer packet, int at) {
        if (!TsPacket.hasPayload(packet, at)) {
            return;
        }
        int expected = (counter + 1) & 0x0f;
        counter = packet.get(at + 3) & 0x0f;
        isWithin &= counter == expected;
        int from = TsPacket.payload(packet, at);
        int end = at + TsPacket.BYTES;
        if (from < end && TsPacket.isStart(packet, at)) {
            int first = Math.min(end, from + 1 + (packet.get(from) & 0xff));
            take(pid, packet, from + 1, first);
            isWithin = false;
            begin(pid, packet, first, end);
        } else {
            take(pid, packet, from, end);
        }
    }

    private void begin(int pid, ByteBuffer packet, int from, int end) {
        int at = from;
        while (at < end && (packet.get(at) & 0xff) != STUFFING) {
            isWithin = true;
            length = 0;
            at = take(pid, packet, at, end);
        }
    }

    /** Adds bytes to the section until it is complete, and answers where it ended. */
    private int take(int pid, ByteBuffer packet, int from, int end) {
        int at = from;
        while (isWithin && at < end) {
            int missing = length < HEADER ? HEADER - length : sectionBytes() - length;
            int taken = Math.min(missing, end - at);
            packet.get(at, bytes, length, taken);
            at += taken;
            length += taken;
            if (length >= HEADER && sectionBytes() > MAX_BYTES) {
                isWithin = false;
                return end;
            }
            if (length >= HEADER && length == sectionBytes()) {
                isWithin = false;
                sink.section(pid, bytes, length);
            }
        }
        return at;
    }

    private int sectionBytes() {
        return HEADER + ((bytes[1] & 0x0f) << 8 | (bytes[2] & 0xff));
    }
}
