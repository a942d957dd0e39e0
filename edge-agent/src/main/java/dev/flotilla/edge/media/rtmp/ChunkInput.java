package dev.flotilla.edge.media.rtmp;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Puts messages together from their chunks (RTMP 1.0, 5.3). What the other end may make it hold has a bound. */
final class ChunkInput {
    private static final int FIRST_CHUNK_BYTES = 128;
    private static final int DIALOGUE_BYTES = 64 << 10;
    private static final int MEDIA_MESSAGE_BYTES = 8 << 20;
    private static final int MEDIA_HELD_BYTES = 12 << 20;
    private static final int MAX_STREAMS = 64;
    private static final int EXTENDED = 0xffffff;
    private static final int READ_BYTES = 64 << 10;

    /** What chunks of one stream inherit from those before, and the message that is being put together. */
    private static final class Stream {
        int timeField;
        long extendedTime;
        long timestampMs;
        int length;
        int type;
        int messageStream;
        byte[] body = {};
        int held;
        boolean isOpen;
    }

    private final InputStream in;
    private final Map<Integer, Stream> streams = new HashMap<>();
    private int chunkBytes = FIRST_CHUNK_BYTES;
    private int maxMessageBytes = DIALOGUE_BYTES;
    private int maxHeldBytes = DIALOGUE_BYTES;
    private long heldBytes;
    private long bytesRead;

    ChunkInput(InputStream in) {
        this.in = new BufferedInputStream(in, READ_BYTES);
    }

    /** The stream beneath; for the handshake, before the first chunk. */
    InputStream raw() {
        return in;
    }

    /** From now on messages may be as large as media needs them; before, only as large as a dialogue. */
    void expectMedia() {
        maxMessageBytes = MEDIA_MESSAGE_BYTES;
        maxHeldBytes = MEDIA_HELD_BYTES;
    }

    /** How many bytes have come in chunks. */
    long bytesRead() {
        return bytesRead;
    }

    void chunkBytes(int size) throws RtmpException {
        if (size < 1) {
            throw new RtmpException("chunks of " + size + " bytes");
        }
        chunkBytes = size;
    }

    /** Forgets what has come of the message on that chunk stream. */
    void abort(int chunkStream) {
        Stream stream = streams.get(chunkStream);
        if (stream != null) {
            forget(stream);
        }
    }

    /** Waits for the next whole message. */
    RtmpMessage read() throws IOException {
        while (true) {
            Stream stream = header();
            part(stream);
            if (stream.held == stream.length) {
                byte[] body =
                        stream.body.length == stream.length ? stream.body : Arrays.copyOf(stream.body, stream.length);
                forget(stream);
                return new RtmpMessage(stream.type, stream.messageStream, stream.timestampMs, body);
            }
        }
    }

    private void forget(Stream stream) {
        heldBytes -= stream.held;
        stream.held = 0;
        stream.body = new byte[0];
        stream.isOpen = false;
    }

    private Stream header() throws IOException {
        int first = number(1);
        int id = first & 0x3f;
        if (id == 0) {
            id = 64 + number(1);
        } else if (id == 1) {
            id = 64 + number(1) + 256 * number(1);
        }
        int format = first >> 6;
        Stream stream = streams.get(id);
        if (stream == null) {
            if (format != 0 || streams.size() == MAX_STREAMS) {
                throw new RtmpException("chunk stream " + id + " does not begin with a whole header");
            }
            stream = new Stream();
            streams.put(id, stream);
        }
        if (format == 3) {
            resume(stream);
        } else {
            begin(stream, format);
        }
        return stream;
    }

    private void begin(Stream stream, int format) throws IOException {
        if (stream.isOpen) {
            throw new RtmpException("a message was broken off");
        }
        stream.timeField = number(3);
        if (format < 2) {
            stream.length = number(3);
            stream.type = number(1);
            if (stream.length > maxMessageBytes) {
                throw new RtmpException("a message of " + stream.length + " bytes");
            }
        }
        if (format == 0) {
            stream.messageStream = Integer.reverseBytes(number(4));
        }
        stream.extendedTime = stream.timeField == EXTENDED ? Integer.toUnsignedLong(number(4)) : stream.timeField;
        stream.timestampMs = (format == 0 ? 0 : stream.timestampMs) + stream.extendedTime & 0xffffffffL;
        stream.isOpen = true;
    }

    /** A chunk without a header: the rest of a message, or another one like that before. */
    private void resume(Stream stream) throws IOException {
        if (stream.timeField == EXTENDED) {
            // Some senders repeat the extended time here, and some do not.
            in.mark(Integer.BYTES);
            if (Integer.toUnsignedLong(number(4)) != stream.extendedTime) {
                in.reset();
                bytesRead -= Integer.BYTES;
            }
        }
        if (!stream.isOpen) {
            stream.timestampMs = stream.timestampMs + stream.extendedTime & 0xffffffffL;
            stream.isOpen = true;
        }
    }

    private void part(Stream stream) throws IOException {
        int bytes = Math.min(chunkBytes, stream.length - stream.held);
        heldBytes += bytes;
        if (heldBytes > maxHeldBytes) {
            throw new RtmpException("messages of more than " + maxHeldBytes + " bytes at the same time");
        }
        int end = stream.held + bytes;
        if (end > stream.body.length) {
            // Grows with what comes, not with what is announced.
            stream.body = Arrays.copyOf(stream.body, Math.min(stream.length, Math.max(end, 2 * stream.body.length)));
        }
        if (in.readNBytes(stream.body, stream.held, bytes) < bytes) {
            throw new EOFException("the other end closed in the middle of a message");
        }
        bytesRead += bytes;
        stream.held = end;
    }

    /** The next bytes as a number, the highest first. */
    private int number(int bytes) throws IOException {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the other end closed the connection");
            }
            value = value << 8 | next;
        }
        bytesRead += bytes;
        return value;
    }
}
