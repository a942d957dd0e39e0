package dev.flotilla.natives.libc;

import com.sun.jna.Native;

/** The C library's own names. Pointers are addresses; -1 means that {@link Native#getLastError()} has the errno. */
final class LibC {
    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int socket(int family, int type, int protocol);

    static native int close(int fd);

    static native int bind(int fd, long address, int length);

    static native int connect(int fd, long address, int length);

    static native int getsockname(int fd, long address, long length);

    static native int setsockopt(int fd, int level, int option, long value, int length);

    static native int getsockopt(int fd, int level, int option, long value, long length);

    static native int recvmmsg(int fd, long messages, int count, int flags, long timeout);

    static native int sendmmsg(int fd, long messages, int count, int flags);

    static native int ppoll(long fds, long count, long timeout, long signals);

    static native int nanosleep(long time, long remaining);

    static native int if_nametoindex(String name);

    static native String strerror(int errno);

    static native int setsid();

    static native int umask(int mask);

    static native int sched_getaffinity(int thread, long size, long mask);

    static native int sched_setaffinity(int thread, long size, long mask);

    static native int setrlimit(int resource, long limit);
}
