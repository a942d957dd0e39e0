package dev.flotilla.bench.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory that processes have in RAM. */
public final class Resident {
    private Resident() {}

    /** Of all of them together, in megabytes of 10^6 bytes; what they share counts for each. */
    public static double megabytes(List<Long> processes) {
        return processes.stream().mapToLong(Resident::kilobytes).sum() * 1024 / 1e6;
    }

    private static long kilobytes(long process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            throw new IllegalStateException("process " + process + " has ended during the measurement", gone);
        }
    }
}
