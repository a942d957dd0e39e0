package dev.flotilla.edge.media.rtmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Cuts messages into chunks: a whole header for each message, then chunks without one. Several threads may write. */
final class ChunkOutput {
    private static final int CHUNK_BYTES = 60_000;
    private static final int FIRST_CHUNK_BYTES = 128;
    private static final int EXTENDED = 0xffffff;
    private static final int NO_HEADER = 3 << 6;

    private final OutputStream out;
    private int chunkBytes = FIRST_CHUNK_BYTES;
    private volatile long writingSinceNs = Long.MIN_VALUE;

    ChunkOutput(OutputStream out) {
        this.out = out;
    }

    /** The stream beneath; for the handshake, before the first chunk. */
    OutputStream raw() {
        return out;
    }

    /** Announces chunks that are large enough for most frames, and uses them from then on. */
    void useLargeChunks() throws IOException {
        byte[] size = ByteBuffer.allocate(Integer.BYTES).putInt(CHUNK_BYTES).array();
        write(new RtmpMessage(RtmpMessage.SET_CHUNK_SIZE, 0, 0, size));
        chunkBytes = CHUNK_BYTES;
    }

    synchronized void write(RtmpMessage message) throws IOException {
        int chunkStream = chunkStream(message.type());
        byte[] body = message.body();
        var bytes = new ByteArrayOutputStream(body.length + 64);
        boolean isExtended = message.timestampMs() >= EXTENDED;
        bytes.write(chunkStream);
        number(bytes, isExtended ? EXTENDED : message.timestampMs(), 3);
        number(bytes, body.length, 3);
        bytes.write(message.type());
        number(bytes, Integer.toUnsignedLong(Integer.reverseBytes(message.streamId())), 4);
        for (int at = 0; at == 0 || at < body.length; at += chunkBytes) {
            if (at > 0) {
                bytes.write(NO_HEADER | chunkStream);
            }
            if (isExtended) {
                number(bytes, message.timestampMs(), 4);
            }
            bytes.write(body, at, Math.min(chunkBytes, body.length - at));
        }
        writingSinceNs = System.nanoTime();
        bytes.writeTo(out);
        out.flush();
        writingSinceNs = Long.MIN_VALUE;
    }

    /** How long the write that is under way has taken; 0 when none is. */
    long stalledNs(long nowNs) {
        long since = writingSinceNs;
        return since == Long.MIN_VALUE ? 0 : nowNs - since;
    }

    /** The usual chunk streams: control, command, then one for each kind of media. */
    private static int chunkStream(int type) {
        return switch (type) {
            case RtmpMessage.COMMAND -> 3;
            case RtmpMessage.AUDIO -> 4;
            case RtmpMessage.DATA -> 5;
            case RtmpMessage.VIDEO -> 6;
            default -> 2;
        };
    }

    private static void number(ByteArrayOutputStream bytes, long value, int length) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
    }
}
