package dev.flotilla.mist.stream;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream that is online: live, or a file that somebody watches. */
public final class LiveStream {
    private final String name;
    private final String source;
    private final int process;
    private final @Nullable Upstream upstream;
    private final long beganMs;
    private final long bufferMs;
    private volatile long bytesUp;
    private volatile long bytesDown;
    private volatile long viewerSeconds;
    private volatile long views;
    private volatile long outputs;
    private volatile long idleSinceMs;
    private volatile boolean isListed;
    private volatile boolean isFull;

    /** Where a replica comes from, and as what it counts there. */
    record Upstream(Neighbour origin, Session session) {
        boolean isSending() {
            return origin.isSending(session.stream());
        }
    }

    /**
     * @param upstream where it is pulled from; null when it is sent here
     * @param bufferMs how much of it is kept
     */
    LiveStream(String name, String source, int process, @Nullable Upstream upstream, long bufferMs, long nowMs) {
        this.name = name;
        this.source = source;
        this.process = process;
        this.upstream = upstream;
        this.bufferMs = bufferMs;
        beganMs = nowMs;
        idleSinceMs = nowMs;
    }

    public String name() {
        return name;
    }

    public String source() {
        return source;
    }

    /** The file that it is; empty for one that is sent or pulled here. */
    public Optional<Path> file() {
        return source.startsWith("/") ? Optional.of(Path.of(source)) : Optional.empty();
    }

    public int process() {
        return process;
    }

    public boolean isReplica() {
        return upstream != null;
    }

    Optional<Upstream> upstream() {
        return Optional.ofNullable(upstream);
    }

    public long beganMs() {
        return beganMs;
    }

    /** The media clock: milliseconds of media since the stream began. */
    public long mediaMs(long nowMs) {
        return nowMs - beganMs;
    }

    /** Of what is still in the buffer. */
    public long firstMs(long nowMs) {
        return Math.max(0, mediaMs(nowMs) - bufferMs);
    }

    public long bytesUp() {
        return bytesUp;
    }

    public long bytesDown() {
        return bytesDown;
    }

    public long viewerSeconds() {
        return viewerSeconds;
    }

    /** Sessions of viewers, those that ended included. */
    public long views() {
        return views;
    }

    /** Pushes and replicas that were ever taken from it. */
    public long outputsSoFar() {
        return outputs;
    }

    boolean isListed() {
        return isListed;
    }

    void listed() {
        isListed = true;
    }

    boolean isFull() {
        return isFull;
    }

    void full() {
        isFull = true;
    }

    /** Since when nobody takes it. */
    long idleSinceMs() {
        return idleSinceMs;
    }

    synchronized void came(Session.Kind kind) {
        if (kind == Session.Kind.VIEWER) {
            views++;
        } else if (kind == Session.Kind.OUTPUT) {
            outputs++;
        }
    }

    synchronized void passed(long nowMs, long viewers, long takers, long bytesPerSecond) {
        bytesDown += bytesPerSecond;
        bytesUp += bytesPerSecond * takers;
        viewerSeconds += viewers;
        if (takers > 0) {
            idleSinceMs = nowMs;
        }
    }
}
