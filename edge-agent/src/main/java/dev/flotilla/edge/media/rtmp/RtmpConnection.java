package dev.flotilla.edge.media.rtmp;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;

/**
 * One connection after its handshake. One thread reads, several may write, and any may close it, which ends a read or a write
 * that waits. How long a read waits is the socket's own timeout.
 */
public final class RtmpConnection implements AutoCloseable {
    private static final int WINDOW_BYTES = 2_500_000;
    private static final int PING = 6;
    private static final int PONG = 7;
    private static final int LINGER_MS = 500;

    private final Socket socket;
    private final Socket wire;
    private final ChunkInput in;
    private final ChunkOutput out;
    private Aggregate aggregate = Aggregate.EMPTY;
    private boolean expectsMedia;
    private long windowBytes = WINDOW_BYTES;
    private long acknowledged;
    private volatile long lastReadNs = System.nanoTime();

    private RtmpConnection(Socket socket, Socket wire) throws IOException {
        this.socket = socket;
        this.wire = wire;
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        in = new ChunkInput(socket.getInputStream());
        out = new ChunkOutput(socket.getOutputStream());
    }

    /**
     * Takes over a connected socket that was dialled. The server is one that the operator named, and may send media.
     *
     * @param wire the TCP socket beneath; without TLS the same one
     */
    public static RtmpConnection asClient(Socket socket, Socket wire) throws IOException {
        var connection = new RtmpConnection(socket, wire);
        Handshake.asClient(connection.in.raw(), connection.out.raw());
        connection.out.useLargeChunks();
        connection.expectMedia();
        return connection;
    }

    /**
     * Takes over a connected socket that was accepted. Until {@link #expectMedia} the caller is a stranger, who can make this
     * end hold only a little.
     *
     * @param wire the TCP socket beneath; without TLS the same one
     */
    public static RtmpConnection asServer(Socket socket, Socket wire) throws IOException {
        var connection = new RtmpConnection(socket, wire);
        Handshake.asServer(connection.in.raw(), connection.out.raw());
        return connection;
    }

    /** The other end may send media from now on. */
    void expectMedia() {
        expectsMedia = true;
        in.expectMedia();
    }

    /** Waits for the next message that is no matter of the connection itself. */
    RtmpMessage read() throws IOException {
        while (true) {
            RtmpMessage part = aggregate.next();
            RtmpMessage message = part == null ? in.read() : part;
            lastReadNs = System.nanoTime();
            acknowledge();
            if (!handle(message)) {
                return message;
            }
        }
    }

    private void acknowledge() throws IOException {
        if (in.bytesRead() - acknowledged >= windowBytes) {
            acknowledged = in.bytesRead();
            control(RtmpMessage.ACKNOWLEDGEMENT, (int) acknowledged);
        }
    }

    private boolean handle(RtmpMessage message) throws IOException {
        var body = ByteBuffer.wrap(message.body());
        switch (message.type()) {
            case RtmpMessage.SET_CHUNK_SIZE -> in.chunkBytes(number(body) & Integer.MAX_VALUE);
            case RtmpMessage.ABORT -> in.abort(number(body));
            case RtmpMessage.WINDOW_SIZE -> windowBytes = Math.max(1_000, Integer.toUnsignedLong(number(body)) / 2);
            case RtmpMessage.USER_CONTROL -> answerPing(body);
            case RtmpMessage.AGGREGATE -> unpack(message);
            case RtmpMessage.ACKNOWLEDGEMENT, RtmpMessage.PEER_BANDWIDTH -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer body) throws RtmpException {
        if (body.remaining() < Integer.BYTES) {
            throw new RtmpException("a control message of " + body.remaining() + " bytes");
        }
        return body.getInt();
    }

    private void answerPing(ByteBuffer body) throws IOException {
        if (body.remaining() >= 6 && body.getShort() == PING) {
            var pong = ByteBuffer.allocate(6).putShort((short) PONG).putInt(body.getInt());
            out.write(new RtmpMessage(RtmpMessage.USER_CONTROL, 0, 0, pong.array()));
        }
    }

    /** A small message of many parts would become a large heap of messages: only whoever may send media sends those. */
    private void unpack(RtmpMessage message) throws RtmpException {
        if (!expectsMedia) {
            throw new RtmpException("an aggregate before the stream is agreed on");
        }
        aggregate = new Aggregate(message);
    }

    void write(RtmpMessage message) throws IOException {
        out.write(message);
    }

    void call(int streamId, Command command) throws IOException {
        out.write(new RtmpMessage(RtmpMessage.COMMAND, streamId, 0, command.bytes()));
    }

    void control(int type, int value) throws IOException {
        out.write(new RtmpMessage(
                type, 0, 0, ByteBuffer.allocate(Integer.BYTES).putInt(value).array()));
    }

    /** Waits for the next command; what else comes is not of interest yet. */
    Command command() throws IOException {
        while (true) {
            RtmpMessage message = read();
            if (message.type() == RtmpMessage.COMMAND || message.type() == RtmpMessage.COMMAND_AMF3) {
                return Command.read(message);
            }
        }
    }

    void useLargeChunks() throws IOException {
        out.useLargeChunks();
    }

    /** How long a read may wait from now on. */
    public void readTimeoutMs(int timeoutMs) throws IOException {
        socket.setSoTimeout(timeoutMs);
    }

    /** How long nothing has come. */
    public long silentNs(long nowNs) {
        return nowNs - lastReadNs;
    }

    /** How long the write that is under way has taken; 0 when none is. */
    public long stalledNs(long nowNs) {
        return out.stalledNs(nowNs);
    }

    /** The other end, "address:port". */
    public String peer() {
        return text(socket);
    }

    static String text(Socket socket) {
        return socket.getInetAddress() == null ? "" : socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    /** Closes so that the other end still gets what was written last. */
    void closeGently() {
        try (socket) {
            socket.setSoTimeout(LINGER_MS);
            if (!(socket instanceof SSLSocket)) {
                socket.shutdownOutput();
            }
            // What is unread would turn the close into a reset.
            var rest = socket.getInputStream();
            byte[] unread = new byte[4_096];
            for (int i = 0; i < 16 && rest.read(unread) > 0; i++) {}
        } catch (IOException gone) {
            // The other end was quicker.
        }
    }

    /** The wire first: a TLS socket does not close while a write waits in it, and would wait itself to say goodbye. */
    @Override
    public void close() {
        try (socket) {
            wire.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }
}
