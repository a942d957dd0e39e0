package dev.flotilla.edge.node;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the machine, as sentences for people. */
final class NodeProblems {
    private static final double FULL_DISK = 0.9;
    private static final double FULL_MEMORY = 0.95;

    private NodeProblems() {}

    static List<String> of(DiskUse disk, MemoryUse memory, boolean isEngineRunning) {
        List<String> problems = new ArrayList<>();
        if (!isEngineRunning) {
            problems.add("The engine is not running, so no flow moves; the agent starts it again by itself."
                    + " Its log is engine.log in the data folder.");
        }
        if (disk.share() > FULL_DISK) {
            problems.add("The disk that holds the agent's data is %d %% full.".formatted(percent(disk.share())));
        }
        double used = memory.totalBytes() == 0 ? 0 : (double) memory.usedBytes() / memory.totalBytes();
        if (used > FULL_MEMORY) {
            problems.add("The machine's memory is %d %% used.".formatted(percent(used)));
        }
        return problems;
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }
}
