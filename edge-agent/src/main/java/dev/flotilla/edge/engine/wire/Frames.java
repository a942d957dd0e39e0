package dev.flotilla.edge.engine.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Messages on a stream socket: a length as a varint, then the bytes. Reading and writing may be done by two threads. */
public final class Frames implements AutoCloseable {
    /** The largest message; a report of 20 flows with 50 outputs each has a tenth of it. */
    private static final int MAX_BYTES = 8 << 20;

    private final SocketChannel channel;
    private final InputStream in;

    /** Takes over a connected, blocking channel. */
    public Frames(SocketChannel channel) {
        this.channel = channel;
        this.in = Channels.newInputStream(channel);
    }

    /** Waits for the next message; empty when the other end has closed. */
    public <T> Optional<T> read(Parser<T> parser) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = CodedInputStream.readRawVarint32(first, in);
        if (length < 0 || length > MAX_BYTES) {
            throw new InvalidProtocolBufferException("a message of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the other end closed in the middle of a message");
        }
        return Optional.of(parser.parseFrom(bytes));
    }

    /** Sends one message. */
    public synchronized void write(MessageLite message) throws IOException {
        var bytes = new ByteArrayOutputStream(message.getSerializedSize() + 5);
        message.writeDelimitedTo(bytes);
        var buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
