package dev.flotilla.natives.libc;

/** Error numbers that callers tell apart. On the packet path they come as negative results. */
public final class Errno {
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EAGAIN = 11;
    public static final int EINVAL = 22;
    public static final int EMSGSIZE = 90;
    public static final int EADDRINUSE = 98;
    public static final int ENOBUFS = 105;
    public static final int ECONNREFUSED = 111;

    private Errno() {}

    /** The error in words, for example "Connection refused". Allocates: not for the packet path. */
    public static String words(int errno) {
        return LibC.strerror(errno);
    }
}
