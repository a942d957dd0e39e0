package dev.flotilla.edge.media.rtmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Sends an FLV file, as a muxer writes it piece by piece, over a connection: one message for each tag. */
public final class FlvOutput {
    private static final int FILE_HEADER = 13;
    private static final int TAG_HEADER = 11;
    private static final int MAX_TAG_BYTES = 16 << 20;

    private final RtmpConnection connection;
    private final int stream;
    private ByteBuffer held = ByteBuffer.allocate(64 << 10);
    private boolean hasBegun;

    /**
     * An output to a stream that the server has taken.
     *
     * @param stream its number
     */
    public FlvOutput(RtmpConnection connection, int stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** Takes the next bytes of the file. */
    public void write(ByteBuffer bytes) throws IOException {
        if (held.remaining() < bytes.remaining()) {
            grow(held.position() + bytes.remaining());
        }
        held.put(bytes).flip();
        if (!hasBegun && held.remaining() >= FILE_HEADER) {
            held.position(FILE_HEADER);
            hasBegun = true;
        }
        while (hasBegun && hasTag()) {
            send();
        }
        held.compact();
    }

    private void grow(int needed) throws RtmpException {
        if (needed > MAX_TAG_BYTES) {
            throw new RtmpException("a frame of more than " + MAX_TAG_BYTES + " bytes");
        }
        held = ByteBuffer.allocate(2 * needed).put(held.flip());
    }

    private boolean hasTag() {
        return held.remaining() >= TAG_HEADER && held.remaining() >= TAG_HEADER + bodyBytes() + Integer.BYTES;
    }

    private int bodyBytes() {
        return held.getInt(held.position()) & 0xffffff;
    }

    private void send() throws IOException {
        int at = held.position();
        int type = held.get(at) & 0x1f;
        byte[] body = new byte[bodyBytes()];
        int time = held.getInt(at + 4);
        long timestampMs = (time >>> 8 | time << 24) & 0xffffffffL;
        held.get(at + TAG_HEADER, body);
        held.position(at + TAG_HEADER + body.length + Integer.BYTES);
        if (type == RtmpMessage.AUDIO || type == RtmpMessage.VIDEO || type == RtmpMessage.DATA) {
            connection.write(new RtmpMessage(type, stream, timestampMs, type == RtmpMessage.DATA ? data(body) : body));
        }
    }

    /** What a file says about itself, a publisher tells the server to set. */
    private static byte[] data(byte[] body) {
        byte[] prefix = Amf0.write(List.of("@setDataFrame"));
        return ByteBuffer.allocate(prefix.length + body.length)
                .put(prefix)
                .put(body)
                .array();
    }
}
