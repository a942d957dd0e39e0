package dev.flotilla.natives.srt;

import dev.flotilla.natives.handle.Handle;
import dev.flotilla.natives.handle.Handles;
import dev.flotilla.natives.memory.OffHeap;

/** Waits until one of several SRT sockets has something to do. Belongs to one platform thread. */
public final class SrtEpoll implements AutoCloseable {
    /** A packet can be received, a caller be accepted, or the socket is lost. */
    public static final int READABLE = 1;

    /** A packet can be sent, an attempt to connect has ended, or the socket is lost. */
    public static final int WRITABLE = 4;

    private static final int ERROR = 8;
    private static final int ENABLE_EMPTY = 1;
    private static final int EVENTS = 16;
    private static final int EVENT_BYTES = 8;
    private static final int MASK = EVENTS * EVENT_BYTES;

    private final int id;
    private final OffHeap memory = OffHeap.allocate(MASK + 4);
    private final Handle handle;

    private SrtEpoll(int id) {
        this.id = id;
        this.handle = Handles.open(this, "SRT epoll " + id);
    }

    public static SrtEpoll open() throws SrtException {
        Srt.load();
        var epoll = new SrtEpoll(SrtException.check(LibSrt.srt_epoll_create(), "open an SRT epoll"));
        SrtException.check(LibSrt.srt_epoll_set(epoll.id, ENABLE_EMPTY), "let the epoll be empty");
        return epoll;
    }

    /** Watches the socket for {@link #READABLE}, {@link #WRITABLE} or both, and for its end. */
    public void add(SrtSocket socket, int events) throws SrtException {
        memory.bytes().putInt(MASK, events | ERROR);
        SrtException.check(LibSrt.srt_epoll_add_usock(id, socket.id(), memory.address() + MASK), "watch a socket");
    }

    /** Watches the socket for something else. */
    public void change(SrtSocket socket, int events) throws SrtException {
        memory.bytes().putInt(MASK, events | ERROR);
        SrtException.check(LibSrt.srt_epoll_update_usock(id, socket.id(), memory.address() + MASK), "watch a socket");
    }

    /** Watches the socket no more. Harmless when it is gone already. */
    public void remove(SrtSocket socket) {
        LibSrt.srt_epoll_remove_usock(id, socket.id());
    }

    /** Waits until a socket has something to do, at most for that time; libsrt looks every 10 ms. True when one has. */
    public boolean await(long timeoutMs) {
        return LibSrt.srt_epoll_uwait(id, memory.address(), EVENTS, timeoutMs) > 0;
    }

    @Override
    public void close() {
        if (handle.release()) {
            LibSrt.srt_epoll_release(id);
            memory.close();
        }
    }
}
