package dev.flotilla.natives.libc;

import com.sun.jna.Native;
import java.io.IOException;

/** A system call failed. The message says what was tried, on what, and why it failed. */
public final class SystemCallException extends IOException {
    private final int errno;

    private SystemCallException(String attempt, int errno) {
        super(attempt + ": " + Errno.words(errno));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /** Hands the result on, unless it is -1. To be called on the line of the system call, by the same thread. */
    static int check(int result, String attempt) throws SystemCallException {
        if (result == -1) {
            throw new SystemCallException(attempt, Native.getLastError());
        }
        return result;
    }
}
