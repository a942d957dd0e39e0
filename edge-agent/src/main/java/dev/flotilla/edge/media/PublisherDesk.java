package dev.flotilla.edge.media;

import dev.flotilla.edge.media.remux.Container;
import dev.flotilla.edge.media.remux.Remux;
import dev.flotilla.edge.media.rtmp.FlvInput;
import dev.flotilla.edge.media.rtmp.RtmpConnection;
import dev.flotilla.edge.media.rtmp.RtmpDoor;
import dev.flotilla.edge.media.rtmp.RtmpGate.Verdict;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves callers, and lets one of them publish at a time. A publisher that comes back while its dead connection still counts
 * takes that one's place; a living one is never driven out.
 */
final class PublisherDesk {
    /** From accepting a caller to its publishing. */
    private static final int DIALOGUE_SECONDS = 10;

    private static final int SILENCE_MS = 30_000;

    /** Who has sent nothing for that long may be replaced. */
    private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(3);

    /** How long a wrong key waits for its answer, so that trying keys is slow. */
    private static final long REFUSAL_PAUSE_MS = 1_000;

    private final IngestPath path;
    private final EngineSocket engine;
    private final StatusReport status;
    private final Semaphore place = new Semaphore(1);
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("deadlines").factory());
    private volatile @Nullable RtmpConnection publisher;
    private volatile String lastRefusal = "";

    PublisherDesk(IngestPath path, EngineSocket engine, StatusReport status) {
        this.path = path;
        this.engine = engine;
        this.status = status;
    }

    /** Callers can come. */
    void open() {
        waiting("no publisher yet");
    }

    /**
     * Talks to a caller on its thread, and carries its stream if it is the publisher.
     *
     * @param wire the TCP socket beneath, which a deadline can close at once; without TLS the same one
     */
    void serve(Socket socket, Socket wire) {
        Future<?> deadline = deadlines.schedule(() -> close(wire), DIALOGUE_SECONDS, TimeUnit.SECONDS);
        try (socket;
                RtmpConnection caller = RtmpConnection.asServer(socket, wire)) {
            serve(caller, deadline);
        } catch (IOException e) {
            noticeRefusal(e);
        } finally {
            deadline.cancel(false);
        }
    }

    private void serve(RtmpConnection caller, Future<?> deadline) throws IOException {
        try {
            RtmpDoor.admit(caller, asked -> decide(asked, caller));
            deadline.cancel(false);
            carry(caller);
        } finally {
            if (caller.equals(publisher)) {
                publisher = null;
                place.release();
            }
        }
    }

    private Verdict decide(String asked, RtmpConnection caller) {
        if (!path.admits(asked)) {
            pause();
            return Verdict.WRONG_KEY;
        }
        RtmpConnection before = publisher;
        if (before != null && before.silentNs(System.nanoTime()) > QUIET_NS) {
            before.close();
        }
        try {
            if (place.tryAcquire(1, TimeUnit.SECONDS)) {
                publisher = caller;
                return Verdict.WELCOME;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Verdict.OCCUPIED;
    }

    private void carry(RtmpConnection caller) {
        lastRefusal = "";
        status.connected(caller.peer());
        try (SocketChannel stream = engine.open()) {
            caller.readTimeoutMs(SILENCE_MS);
            var media = new FlvInput(caller, path.key());
            new Remux(Container.FLV, Container.TS, status::passing).run(media::read, () -> Whole.writer(stream));
            waiting("the publisher ended its stream");
        } catch (IOException e) {
            waiting(
                    e.getCause() instanceof SocketTimeoutException
                            ? "the publisher sent nothing for " + SILENCE_MS / 1_000 + " s"
                            : "the publisher is gone: " + e.getMessage());
        }
    }

    /** Remembers why a caller came to nothing, for the operator who wonders where the stream is. */
    void noticeRefusal(IOException why) {
        if (publisher == null) {
            lastRefusal = String.valueOf(why.getMessage());
            waiting("no publisher yet");
        }
    }

    private void waiting(String why) {
        status.waiting(lastRefusal.isEmpty() ? why : why + "; a caller was refused: " + lastRefusal);
    }

    private static void pause() {
        try {
            Thread.sleep(REFUSAL_PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }
}
