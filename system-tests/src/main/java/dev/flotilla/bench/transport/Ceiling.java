package dev.flotilla.bench.transport;

import dev.flotilla.bench.relay.Contender;
import dev.flotilla.bench.relay.Job;
import dev.flotilla.bench.transport.Finding.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The highest rate that a relay carries without loss on one core, while sender and sinks have the other.
 *
 * @param least bits per second out that ours should carry
 */
record Ceiling(String name, String title, Job job, Contender ours, List<Contender> peers, double least)
        implements Case {
    private static final double FIRST_BPS = 50e6;
    private static final double LAST_BPS = 2e9;
    private static final double PRECISION = 1.05;
    private static final int ATTEMPTS = 2;
    private static final double SECONDS = 2;
    private static final double ON_TIME = 0.98;
    private static final double PACKET_BITS = 1_316 * 8;
    private static final long BUILD_UP_MS = 500;
    private static final int RELAY_CORE = 1;
    private static final int OTHER_CORE = 0;

    @Override
    public List<Finding> run(Lab lab) throws IOException {
        var contenders = new ArrayList<Contender>();
        contenders.add(ours);
        contenders.addAll(peers);
        var highest = new HashMap<Contender, List<Double>>();
        for (int round = 1; round <= lab.rounds(); round++) {
            for (Contender contender : contenders) {
                double rate = search(contender, lab);
                highest.computeIfAbsent(contender, first -> new ArrayList<>()).add(rate);
                lab.say("round %d  %-18s %5.0f Mb/s in, %5.1f Gb/s out"
                        .formatted(round, contender.name(), rate / 1e6, out(rate) / 1e9));
            }
        }
        double carried =
                out(Median.of(highest.getOrDefault(ours, List.of()).stream().mapToDouble(Double::doubleValue)));
        var others = peers.stream()
                .map(peer -> "%s %.1f"
                        .formatted(
                                peer.name(),
                                out(Median.of(highest.getOrDefault(peer, List.of()).stream()
                                                .mapToDouble(Double::doubleValue)))
                                        / 1e9))
                .toList();
        return List.of(new Finding(
                title,
                ">= %.0f Gb/s out".formatted(least / 1e9),
                "%.1f Gb/s".formatted(carried / 1e9),
                String.join(", ", others) + " Gb/s",
                "",
                Verdict.of(carried >= least)));
    }

    private double out(double rate) {
        return rate * job.outputs();
    }

    private double search(Contender contender, Lab lab) throws IOException {
        double carried = 0;
        double low = FIRST_BPS;
        double high = LAST_BPS;
        try (Trial trial = Trial.start(job.at((long) FIRST_BPS), contender, lab, true)) {
            for (long process : trial.relay().processes()) {
                pin(process, RELAY_CORE);
            }
            while (high / low > PRECISION) {
                double rate = Math.sqrt(low * high);
                if (isCarried(contender, rate, trial, lab)) {
                    carried = rate;
                    low = rate;
                } else {
                    high = rate;
                }
            }
        }
        return carried;
    }

    /** Another process may take the core for a while: one failure is no proof. */
    private static boolean isCarried(Contender contender, double rate, Trial trial, Lab lab) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            trial.play((long) rate);
            for (long process : trial.others()) {
                pin(process, OTHER_CORE);
            }
            Trial.pause(BUILD_UP_MS);
            if (isCarriedNow(contender, rate, trial, lab)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCarriedNow(Contender contender, double rate, Trial trial, Lab lab) {
        Outcome outcome = trial.measure(SECONDS);
        boolean isOnTime = outcome.sent() * PACKET_BITS / outcome.seconds() > ON_TIME * rate;
        lab.say("%-18s at %5.0f Mb/s: %s, %3.0f %% of the core"
                .formatted(
                        contender.name(),
                        rate / 1e6,
                        isOnTime ? outcome.losses() : "the sender cannot",
                        100 * outcome.cores()));
        return isOnTime && outcome.isComplete() && outcome.deliveredShare() > ON_TIME;
    }

    private static void pin(long process, int core) throws IOException {
        Process taskset = new ProcessBuilder(
                        "taskset", "--all-tasks", "--cpu-list", "--pid", Integer.toString(core), Long.toString(process))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (taskset.onExit().join().exitValue() != 0) {
            throw new IOException("cannot bind process " + process + " to core " + core);
        }
    }
}
