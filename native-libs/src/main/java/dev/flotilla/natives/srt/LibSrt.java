package dev.flotilla.natives.srt;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/** The names of {@code srt.h}. Pointers are addresses. {@link Srt#load} binds them before anything calls them. */
final class LibSrt {
    private LibSrt() {}

    /** {@code srt_listen_callback_fn}. */
    @FunctionalInterface
    interface ListenCallback extends Callback {
        int invoke(Pointer opaque, int socket, int handshakeVersion, Pointer peer, Pointer streamId);
    }

    static native int srt_startup();

    static native int srt_getversion();

    static native void srt_setloglevel(int level);

    static native int srt_create_socket();

    static native int srt_close(int socket);

    static native int srt_bind(int socket, long address, int length);

    static native int srt_listen(int socket, int backlog);

    static native int srt_listen_callback(int socket, ListenCallback callback, long opaque);

    static native int srt_accept(int socket, long address, long length);

    static native int srt_connect(int socket, long address, int length);

    static native int srt_getsockname(int socket, long address, long length);

    static native int srt_getpeername(int socket, long address, long length);

    static native int srt_setsockflag(int socket, int option, long value, int length);

    static native int srt_getsockflag(int socket, int option, long value, long length);

    static native int srt_getsockstate(int socket);

    static native int srt_send(int socket, long bytes, int length);

    static native int srt_recv(int socket, long bytes, int length);

    static native int srt_getlasterror(long errno);

    static native String srt_strerror(int code, int errno);

    static native int srt_getrejectreason(int socket);

    static native int srt_setrejectreason(int socket, int reason);

    static native int srt_bistats(int socket, long statistics, int clear, int instantaneous);

    static native int srt_create_group(int type);

    static native int srt_connect_group(int group, long targets, int count);

    static native int srt_group_data(int group, long members, long count);

    static native int srt_epoll_create();

    static native int srt_epoll_set(int epoll, int flags);

    static native int srt_epoll_add_usock(int epoll, int socket, long events);

    static native int srt_epoll_update_usock(int epoll, int socket, long events);

    static native int srt_epoll_remove_usock(int epoll, int socket);

    static native int srt_epoll_uwait(int epoll, long events, int capacity, long timeoutMs);

    static native int srt_epoll_release(int epoll);
}
