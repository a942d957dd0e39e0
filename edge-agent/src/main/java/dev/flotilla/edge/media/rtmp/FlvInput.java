package dev.flotilla.edge.media.rtmp;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The media of a connection as an FLV file without end. Script data, which says nothing that the media does not say itself, is
 * left out.
 */
public final class FlvInput {
    private static final byte[] FILE_HEADER = {'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0};
    private static final int TAG_HEADER = 11;

    private final RtmpConnection connection;
    private final String key;
    private ByteBuffer rest = ByteBuffer.wrap(FILE_HEADER);
    private boolean hasEnded;

    /**
     * What comes on that connection from now on.
     *
     * @param key what no failure message may repeat; empty when there is none
     */
    public FlvInput(RtmpConnection connection, String key) {
        this.connection = connection;
        this.key = key;
    }

    /** Puts the next bytes into the buffer and answers how many; -1 when the stream has ended. */
    public int read(ByteBuffer target) throws IOException {
        while (!rest.hasRemaining()) {
            if (hasEnded) {
                return -1;
            }
            next();
        }
        int bytes = Math.min(target.remaining(), rest.remaining());
        target.put(rest.slice(rest.position(), bytes));
        rest.position(rest.position() + bytes);
        return bytes;
    }

    private void next() throws IOException {
        RtmpMessage message = connection.read();
        if (message.isMedia() && message.body().length > 0) {
            rest = tag(message);
        } else if (message.type() == RtmpMessage.COMMAND || message.type() == RtmpMessage.COMMAND_AMF3) {
            obey(Command.read(message));
        }
    }

    private void obey(Command command) throws RtmpException {
        switch (command.name()) {
            case "FCUnpublish", "deleteStream", "closeStream" -> hasEnded = true;
            case Command.STATUS -> RtmpDialogue.failOn(command, key);
            default -> {}
        }
    }

    private static ByteBuffer tag(RtmpMessage message) {
        byte[] body = message.body();
        var tag = ByteBuffer.allocate(TAG_HEADER + body.length + Integer.BYTES);
        int time = (int) message.timestampMs();
        tag.putInt(message.type() << 24 | body.length);
        tag.putInt(time << 8 | time >>> 24).put((byte) 0).putShort((short) 0);
        return tag.put(body).putInt(TAG_HEADER + body.length).flip();
    }
}
