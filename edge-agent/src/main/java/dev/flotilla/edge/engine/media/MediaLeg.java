package dev.flotilla.edge.engine.media;

import dev.flotilla.proto.media.v1.MediaJob;
import dev.flotilla.proto.media.v1.MediaStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A source or an output behind a media helper, as the flow's thread sees it: bytes that are there or not, and words about it.
 * Belongs to that thread; nothing here blocks, and reading and writing allocate nothing.
 */
public final class MediaLeg implements AutoCloseable {
    /** Where helpers begin streams. */
    @FunctionalInterface
    interface Streams {
        /** The next stream, if one has begun; it never blocks. */
        @Nullable
        SocketChannel next() throws IOException;
    }

    private static final long RETRY_NS = 1_000_000_000;

    private final MediaJob job;
    private @Nullable MediaSocket socket;
    private @Nullable HelperProcess helper;
    private @Nullable SocketChannel stream;
    private long streams;
    private long retryAtNs = Long.MIN_VALUE;
    private String fault = "not open yet";

    /** A leg that opens at its first {@link #tend}; the job lacks the paths of this machine. */
    public MediaLeg(MediaJob job) {
        this.job = job;
    }

    /** Starts the helper, watches it, and takes up the stream that it begins. To be called some twenty times per second. */
    public void tend(long nowNs) {
        HelperProcess running = helper;
        MediaSocket open = socket;
        if (running == null || open == null) {
            if (nowNs >= retryAtNs) {
                open(nowNs);
            }
            return;
        }
        running.tend(nowNs);
        if (stream == null) {
            takeUp(open);
        }
    }

    /** Takes the stream that has begun there, if one has. What failed before is forgotten as soon as this works again. */
    void takeUp(Streams from) {
        try {
            stream = from.next();
            streams += stream == null ? 0 : 1;
            fault = "";
        } catch (IOException e) {
            fault = "cannot take the helper's stream: " + e.getMessage();
        }
    }

    private void open(long nowNs) {
        try {
            MediaSocket opened = MediaSocket.open();
            socket = opened;
            helper = new HelperProcess(job.toBuilder()
                    .setMediaSocket(opened.path().toString())
                    .setFolder(MediaFolder.path().toString())
                    .build());
            fault = "";
        } catch (IOException e) {
            fault = "cannot start a media helper: " + e.getMessage();
            retryAtNs = nowNs + RETRY_NS;
        }
    }

    /** Whether a stream passes between here and the other end. */
    public boolean isOpen() {
        return stream != null;
    }

    /** Counts up with each stream that begins. */
    public long streams() {
        return streams;
    }

    /** Takes what has come, at most what fits the buffer; 0 when nothing has. A stream that ends is closed. */
    public int read(ByteBuffer target) {
        SocketChannel from = stream;
        if (from == null) {
            return 0;
        }
        try {
            int bytes = from.read(target);
            if (bytes >= 0) {
                return bytes;
            }
        } catch (IOException gone) {
            // As good as the end.
        }
        end();
        return 0;
    }

    /** Gives as much as there is room for; 0 when there is none. A stream that fails is closed. */
    public int write(ByteBuffer bytes) {
        SocketChannel to = stream;
        if (to == null) {
            return 0;
        }
        try {
            return to.write(bytes);
        } catch (IOException gone) {
            end();
            return 0;
        }
    }

    /** The other end, "host:port"; empty when no stream passes. */
    public String peer() {
        return stream == null ? "" : status().getPeer();
    }

    /** What passes, in words; empty when nothing does. */
    public String tracks() {
        return stream == null ? "" : status().getTracks();
    }

    /** Why no stream passes, as a sentence; empty when one does. */
    public String detail() {
        if (stream != null) {
            return "";
        }
        String said = fault.isEmpty() ? status().getDetail() : fault;
        // What the helper says of the end takes another way than the end itself, and may still be under way.
        return said.isEmpty() ? "the stream ended" : said;
    }

    private MediaStatus status() {
        HelperProcess running = helper;
        return running == null ? MediaStatus.getDefaultInstance() : running.status();
    }

    private void end() {
        SocketChannel ended = stream;
        stream = null;
        if (ended != null) {
            try {
                ended.close();
            } catch (IOException e) {
                // It is closed, then.
            }
        }
    }

    /** Ends the helper with the leg. */
    @Override
    public void close() {
        end();
        if (helper != null) {
            helper.close();
            helper = null;
        }
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
