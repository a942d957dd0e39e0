package dev.flotilla.bench.transport;

import dev.flotilla.bench.relay.FlotillaEngine;
import dev.flotilla.bench.relay.Job;
import dev.flotilla.bench.relay.Job.Leg;
import dev.flotilla.bench.transport.Finding.Verdict;
import java.io.IOException;
import java.util.List;

/** The memory of an engine with many outputs, and with many flows. */
record Memory(String name, String title, FlotillaEngine ours) implements Case {
    private static final long BPS = 4_000_000;
    private static final int OUTPUTS = 50;
    private static final int FLOWS = 60;
    private static final double MOST_MB = 200;
    private static final double MOST_MB_PER_OUTPUT = 5;

    @Override
    public List<Finding> run(Lab lab) throws IOException {
        double one = resident(Job.of(Leg.UDP, Leg.UDP, 1, BPS), "one output", lab);
        double udp = resident(Job.of(Leg.UDP, Leg.UDP, OUTPUTS, BPS), OUTPUTS + " UDP outputs", lab);
        double srt = resident(Job.of(Leg.UDP, Leg.SRT, OUTPUTS, BPS), OUTPUTS + " SRT outputs", lab);
        double udpFlows = resident(new Job(Leg.SRT, Leg.UDP, FLOWS, 1, BPS / 2, ""), FLOWS + " SRT flows", lab);
        double perOutput = (Math.max(udp, srt) - one) / (OUTPUTS - 1);
        double most = Math.max(Math.max(udp, srt), udpFlows);
        return List.of(
                new Finding(
                        "Memory per output",
                        "< 5 MB",
                        "%.2f MB (UDP %.2f)".formatted(perOutput, (udp - one) / (OUTPUTS - 1)),
                        "",
                        "",
                        Verdict.of(perOutput < MOST_MB_PER_OUTPUT)),
                new Finding(
                        title,
                        "< 200 MB",
                        "1 output %.0f, %d UDP %.0f, %d SRT %.0f, %d SRT flows %.0f MB"
                                .formatted(one, OUTPUTS, udp, OUTPUTS, srt, FLOWS, udpFlows),
                        "",
                        "",
                        Verdict.of(most < MOST_MB)));
    }

    private double resident(Job job, String words, Lab lab) throws IOException {
        try (Trial trial = Trial.start(job, ours, lab)) {
            double megabytes = trial.measure(lab.seconds()).residentMb();
            lab.say("%-16s %5.0f MB".formatted(words, megabytes));
            return megabytes;
        }
    }
}
