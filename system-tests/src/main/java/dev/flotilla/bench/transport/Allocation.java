package dev.flotilla.bench.transport;

import dev.flotilla.bench.relay.FlotillaEngine;
import dev.flotilla.bench.relay.Job;
import dev.flotilla.bench.transport.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the engine allocates on its heap: in a quiet time and under load, by the log of its collector. Reports are made in both;
 * what comes on top is the packets'.
 */
record Allocation(String name, String title, Job job, FlotillaEngine ours) implements Case {
    /** So little per packet is noise: a collector's log counts kilobytes. */
    private static final double MOST_BYTES_PER_PACKET = 1;

    private static final double LEAST_SECONDS = 20;
    private static final long QUIET_BPS = 100_000;

    @Override
    public List<Finding> run(Lab lab) throws IOException {
        Use quiet = use(job.at(QUIET_BPS), lab);
        Use loaded = use(job, lab);
        double perPacket = Math.max(0, loaded.bytes - quiet.bytes) / (loaded.packets - quiet.packets);
        return List.of(new Finding(
                title,
                "nothing per packet",
                "%.2f bytes per packet; %.0f kB/s, quiet %.0f kB/s; %d collections in %.0f s"
                        .formatted(
                                perPacket,
                                loaded.bytes / loaded.seconds / 1e3,
                                quiet.bytes / quiet.seconds / 1e3,
                                loaded.collections,
                                loaded.seconds),
                "",
                "",
                Verdict.of(perPacket < MOST_BYTES_PER_PACKET)));
    }

    private record Use(double bytes, double packets, double seconds, long collections) {}

    private Use use(Job at, Lab lab) throws IOException {
        double seconds = Math.max(LEAST_SECONDS, lab.seconds());
        Path folder = Files.createTempDirectory("flotilla-bench-");
        Path log = folder.resolve("gc.log");
        try (Trial trial = Trial.start(at, ours.with("-Xlog:gc*:file=" + log), lab)) {
            var heap = new Heap(trial.relay().processes().getFirst(), log);
            // Until everything is compiled.
            trial.measure(seconds / 4);
            heap.mark();
            Outcome outcome = trial.measure(seconds);
            Use use = new Use(heap.allocatedBytes(), outcome.count("packets"), outcome.seconds(), heap.collections());
            lab.say("%8.1f Mb/s in  %6.0f kB/s allocated  %d collections  %s"
                    .formatted(
                            at.bitsPerSecond() / 1e6,
                            use.bytes / use.seconds / 1e3,
                            use.collections,
                            outcome.losses()));
            return use;
        } finally {
            Files.deleteIfExists(log);
            Files.delete(folder);
        }
    }
}
