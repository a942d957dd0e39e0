package dev.flotilla.bench.transport;

import dev.flotilla.bench.relay.Contender;
import dev.flotilla.bench.relay.Job;
import dev.flotilla.bench.transport.Finding.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * When packets leave: how much later than they came, and how far apart. Beside it runs a virtual machine like the agent's,
 * which makes garbage all the time.
 *
 * @param judged whose delay has a goal
 */
record Timing(String name, String title, Job job, Contender judged, List<Contender> beside) implements Case {
    private static final double MOST_MICROS = 5_000;

    @Override
    public List<Finding> run(Lab lab) throws IOException {
        var contenders = new ArrayList<Contender>();
        contenders.add(judged);
        contenders.addAll(beside);
        var findings = new ArrayList<Finding>();
        try (Neighbour neighbour = Neighbour.start()) {
            for (Contender contender : contenders) {
                var outcomes = new ArrayList<Outcome>();
                for (int round = 1; round <= lab.rounds(); round++) {
                    try (Trial trial = Trial.start(job, contender, lab)) {
                        outcomes.add(trial.measure(lab.seconds()));
                    }
                    lab.say("round %d  %-18s delay %s  gaps %s us"
                            .formatted(
                                    round,
                                    contender.name(),
                                    quantiles(outcomes.getLast(), "delay"),
                                    quantiles(outcomes.getLast(), "gap")));
                }
                findings.add(finding(contender, outcomes));
            }
            neighbour.check();
        }
        return findings;
    }

    private static String quantiles(Outcome outcome, String what) {
        return "%.0f / %.0f / %.0f / %.0f"
                .formatted(
                        outcome.count(what + "_p50"),
                        outcome.count(what + "_p99"),
                        outcome.count(what + "_p999"),
                        outcome.count(what + "_max"));
    }

    private Finding finding(Contender contender, List<Outcome> outcomes) {
        boolean isJudged = contender.equals(judged);
        return new Finding(
                title + ", " + contender.name(),
                isJudged ? "p99.9 of the delay < 5 ms" : "",
                contender.keepsDatagrams() ? "delay " + medians(outcomes, "delay") + " us" : "",
                "gaps " + medians(outcomes, "gap") + " us",
                "",
                isJudged ? Verdict.of(median(outcomes, "delay_p999") < MOST_MICROS) : Verdict.NO_GOAL);
    }

    private static String medians(List<Outcome> outcomes, String what) {
        return "%.0f / %.0f / %.0f"
                .formatted(
                        median(outcomes, what + "_p50"),
                        median(outcomes, what + "_p99"),
                        median(outcomes, what + "_p999"));
    }

    private static double median(List<Outcome> outcomes, String count) {
        return Median.of(outcomes.stream().mapToDouble(outcome -> outcome.count(count)));
    }
}
