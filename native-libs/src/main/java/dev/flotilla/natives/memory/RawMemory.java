package dev.flotilla.natives.memory;

import com.sun.jna.Native;

/** Copies memory by address, without allocating anything. The caller answers for both addresses. */
public final class RawMemory {
    static {
        Native.register(RawMemory.class, "c");
    }

    private RawMemory() {}

    /** Copies that many bytes; the two places must not overlap. */
    public static void copy(long from, long to, long bytes) {
        memcpy(to, from, bytes);
    }

    private static native long memcpy(long to, long from, long bytes);
}
