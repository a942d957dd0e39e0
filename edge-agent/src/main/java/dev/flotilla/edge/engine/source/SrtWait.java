package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.natives.libc.Nap;
import dev.flotilla.natives.library.MissingLibraryException;
import dev.flotilla.natives.srt.SrtEpoll;
import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtSocket;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How an SRT source waits. On a live stream it sleeps a millisecond and looks again: libsrt wakes only one of all waiting
 * threads for an event of any of them, and the others up to 10 ms late. Without a stream it waits in an epoll.
 */
final class SrtWait implements AutoCloseable {
    private static final long LIVE_WITHIN_NS = 100_000_000;
    private static final long LIVE_PAUSE_NS = 1_000_000;

    private final Nap nap = new Nap();
    private @Nullable SrtEpoll epoll;
    private @Nullable SrtSocket watched;

    /** Watches that socket, and no other. */
    void watch(@Nullable SrtSocket socket) {
        if (socket == watched) {
            return;
        }
        try {
            if (epoll == null) {
                epoll = SrtEpoll.open();
            }
            if (watched != null) {
                epoll.remove(watched);
            }
            watched = null;
            if (socket != null) {
                epoll.add(socket, SrtEpoll.READABLE);
                watched = socket;
            }
        } catch (SrtException | MissingLibraryException e) {
            watched = null;
        }
    }

    void await(long timeoutNs, Intake intake) {
        if (epoll == null || watched == null) {
            LockSupport.parkNanos(timeoutNs);
        } else if (intake.isLive(System.nanoTime(), LIVE_WITHIN_NS)) {
            nap.sleep(Math.min(timeoutNs, LIVE_PAUSE_NS));
        } else {
            epoll.await(Math.max(1, timeoutNs / 1_000_000));
        }
    }

    @Override
    public void close() {
        watched = null;
        nap.close();
        if (epoll != null) {
            epoll.close();
            epoll = null;
        }
    }
}
