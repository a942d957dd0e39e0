package dev.flotilla.natives.libc;

import dev.flotilla.natives.memory.OffHeap;

/** This process, as the kernel sees it. */
public final class HostProcess {
    private HostProcess() {}

    /**
     * Leaves the session and the process group of the parent, so that signals meant for them pass this process by. Harmless
     * when the process leads a group already.
     */
    public static void leaveSession() {
        LibC.setsid();
    }

    /**
     * Bounds the memory of this process that is no file, in bytes, for good: beyond it, allocating fails.
     */
    public static void limitMemory(long bytes) {
        try (var limit = OffHeap.allocate(2 * Long.BYTES)) {
            limit.bytes().putLong(bytes).putLong(bytes);
            LibC.setrlimit(Constant.RLIMIT_DATA, limit.address());
        }
    }

    /** Sets the mode bits that new files and sockets lack, and returns those of before. Affects the whole process. */
    public static int umask(int bits) {
        return LibC.umask(bits);
    }
}
