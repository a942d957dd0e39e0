package dev.flotilla.edge.engine.fec;

import java.nio.ByteBuffer;

/** Exclusive or of stretches of bytes. Both buffers are of the machine's byte order, or at least of the same. */
final class Xor {
    private Xor() {}

    static void into(ByteBuffer target, int at, ByteBuffer source, int from, int length) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            target.putLong(at + i, target.getLong(at + i) ^ source.getLong(from + i));
        }
        for (; i < length; i++) {
            target.put(at + i, (byte) (target.get(at + i) ^ source.get(from + i)));
        }
    }

    static void clear(ByteBuffer target, int at, int length) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            target.putLong(at + i, 0);
        }
        for (; i < length; i++) {
            target.put(at + i, (byte) 0);
        }
    }
}
