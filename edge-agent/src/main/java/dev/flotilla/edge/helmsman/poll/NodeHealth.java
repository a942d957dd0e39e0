package dev.flotilla.edge.helmsman.poll;

import java.util.Optional;

/** Whether a node is fit for viewers. Pure. */
final class NodeHealth {
    private static final double FULL = 0.9;

    private NodeHealth() {}

    /** What speaks against it, as a sentence. */
    static Optional<String> problem(long memory, long memoryUsed, long sharedMemory, long sharedMemoryUsed) {
        if (isFull(memory, memoryUsed)) {
            return Optional.of("Memory is %d %% used.".formatted(percent(memory, memoryUsed)));
        }
        if (isFull(sharedMemory, sharedMemoryUsed)) {
            return Optional.of("Shared memory is %d %% used.".formatted(percent(sharedMemory, sharedMemoryUsed)));
        }
        return Optional.empty();
    }

    private static boolean isFull(long total, long used) {
        return total > 0 && used > total * FULL;
    }

    private static long percent(long total, long used) {
        return Math.round(100.0 * used / total);
    }
}
