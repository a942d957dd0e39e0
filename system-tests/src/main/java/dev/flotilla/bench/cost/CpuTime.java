package dev.flotilla.bench.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processor time of processes since a moment, user and system, in nanoseconds. The kernel counts it per thread; what a
 * thread that has ended since used is not known any more.
 */
public final class CpuTime {
    private final List<Long> processes;
    private final Map<Path, Long> before;

    private CpuTime(List<Long> processes) {
        this.processes = processes;
        this.before = perThread(processes);
    }

    /** Begins to count. */
    public static CpuTime of(List<Long> processes) {
        return new CpuTime(List.copyOf(processes));
    }

    /** What has been used since. */
    public long usedNs() {
        return perThread(processes).entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private static Map<Path, Long> perThread(List<Long> processes) {
        var times = new HashMap<Path, Long>();
        for (long process : processes) {
            try (Stream<Path> threads = Files.list(Path.of("/proc/" + process + "/task"))) {
                threads.forEach(thread -> put(times, thread));
            } catch (IOException gone) {
                throw new IllegalStateException("process " + process + " has ended during the measurement", gone);
            }
        }
        return times;
    }

    private static void put(Map<Path, Long> times, Path thread) {
        try {
            String counted = Files.readString(thread.resolve("schedstat"));
            times.put(thread, Long.parseLong(counted.substring(0, counted.indexOf(' '))));
        } catch (IOException ended) {
            // Between the list and the look.
        }
    }
}
