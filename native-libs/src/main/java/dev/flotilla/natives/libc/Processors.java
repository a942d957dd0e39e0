package dev.flotilla.natives.libc;

import dev.flotilla.natives.memory.OffHeap;
import java.util.BitSet;

/** The processors on which the calling platform thread may run. Threads that it starts, in Java or in C, inherit them. */
public final class Processors {
    /** Room for the numbers of 1024 processors, as in C's {@code cpu_set_t}. */
    private static final int MASK_BYTES = 128;

    private Processors() {}

    /** Their numbers; empty when the system does not tell. */
    public static BitSet allowed() {
        try (var mask = OffHeap.allocate(MASK_BYTES)) {
            int bytes = LibC.sched_getaffinity(0, MASK_BYTES, mask.address());
            return bytes == -1 ? new BitSet() : BitSet.valueOf(mask.bytes());
        }
    }

    /** Has the calling thread run on these and no others. False when the system refuses. */
    public static boolean confine(BitSet processors) {
        try (var mask = OffHeap.allocate(MASK_BYTES)) {
            mask.bytes().put(processors.toByteArray());
            return LibC.sched_setaffinity(0, MASK_BYTES, mask.address()) == 0;
        }
    }
}
