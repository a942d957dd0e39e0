package dev.flotilla.edge.media.rtmp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Several messages in one, laid out like the tags of an FLV file (RTMP 1.0, 7.1.6); their times count from that of the whole.
 * They come out one by one: all of them at once would take many times the memory of the whole.
 */
final class Aggregate {
    static final Aggregate EMPTY = new Aggregate(new RtmpMessage(RtmpMessage.AGGREGATE, 0, 0, new byte[0]));

    private static final int TAG_HEADER = 11;

    private final RtmpMessage whole;
    private final ByteBuffer rest;
    private long firstTime = -1;

    Aggregate(RtmpMessage whole) {
        this.whole = whole;
        rest = ByteBuffer.wrap(whole.body());
    }

    /** The next one that is media, or {@code null} after the last. */
    @Nullable
    RtmpMessage next() throws RtmpException {
        while (rest.remaining() >= TAG_HEADER) {
            RtmpMessage part = part();
            if (part.isMedia()) {
                return part;
            }
        }
        return null;
    }

    private RtmpMessage part() throws RtmpException {
        int type = rest.get() & 0x1f;
        int length = threeBytes();
        long time = threeBytes() + (Byte.toUnsignedLong(rest.get()) << 24);
        rest.position(rest.position() + 3);
        if (length > rest.remaining()) {
            throw new RtmpException("an aggregate ends in the middle of a message");
        }
        byte[] body = new byte[length];
        rest.get(body);
        rest.position(Math.min(rest.limit(), rest.position() + Integer.BYTES));
        firstTime = firstTime < 0 ? time : firstTime;
        return new RtmpMessage(type, whole.streamId(), whole.timestampMs() + time - firstTime & 0xffffffffL, body);
    }

    private int threeBytes() {
        return (Short.toUnsignedInt(rest.getShort()) << 8) + Byte.toUnsignedInt(rest.get());
    }
}
