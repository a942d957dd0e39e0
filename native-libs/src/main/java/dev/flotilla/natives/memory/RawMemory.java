package dev.flotilla.natives.memory;

import com.sun.jna.Native;

/** Memory by its address, without a Java object. The caller answers for every address. */
public final class RawMemory {
    static {
        Native.register(RawMemory.class, "c");
    }

    private RawMemory() {}

    /** Copies that many bytes; the two places must not overlap. */
    public static void copy(long from, long to, long bytes) {
        memcpy(to, from, bytes);
    }

    static native long calloc(long count, long size);

    static native void free(long address);

    private static native long memcpy(long to, long from, long bytes);
}
