package dev.flotilla.bench.transport;

import dev.flotilla.bench.relay.Contender;
import dev.flotilla.bench.relay.Job;
import dev.flotilla.bench.transport.Finding.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Our price for a job beside a peer's, as a ratio. All take turns, round by round, so that whatever else the machine does
 * happens to all of them.
 *
 * @param beside who is measured, too, without a goal
 */
record Comparison(String name, String title, Job job, Contender peer, List<Goal> goals, List<Contender> beside)
        implements Case {

    /**
     * How much of the peer's price ours may be.
     *
     * @param most the ratio
     * @param isLossless whether nothing may be lost
     */
    record Goal(Contender ours, double most, boolean isLossless) {}

    @Override
    public List<Finding> run(Lab lab) throws IOException {
        var outcomes = new LinkedHashMap<Contender, List<Outcome>>();
        for (int round = 1; round <= lab.rounds(); round++) {
            for (Contender contender : contenders()) {
                try (Trial trial = Trial.start(job, contender, lab)) {
                    Outcome outcome = trial.measure(lab.seconds());
                    outcomes.computeIfAbsent(contender, first -> new ArrayList<>())
                            .add(outcome);
                    lab.say("round %d  %-18s %6.2f s/GB  %3.0f %% of a core  %5.0f MB  %s"
                            .formatted(
                                    round,
                                    contender.name(),
                                    outcome.cpuPerGigabyte(),
                                    100 * outcome.cores(),
                                    outcome.residentMb(),
                                    outcome.losses()));
                }
            }
        }
        return goals.stream().map(goal -> finding(goal, outcomes)).toList();
    }

    private List<Contender> contenders() {
        var all = new ArrayList<Contender>();
        goals.forEach(goal -> all.add(goal.ours()));
        all.add(peer);
        all.addAll(beside);
        return all;
    }

    private Finding finding(Goal goal, Map<Contender, List<Outcome>> outcomes) {
        List<Outcome> ours = outcomes.getOrDefault(goal.ours(), List.of());
        List<Outcome> theirs = outcomes.getOrDefault(peer, List.of());
        double ratio = price(ours) / price(theirs);
        boolean isComplete = ours.stream().allMatch(Outcome::isComplete);
        return new Finding(
                title + ", " + goal.ours().name(),
                "<= %.2f of %s%s".formatted(goal.most(), peer.name(), goal.isLossless() ? ", no loss" : ""),
                "%.2f s/GB%s".formatted(price(ours), isComplete ? "" : ", with loss"),
                "%.2f s/GB%s"
                        .formatted(price(theirs), theirs.stream().allMatch(Outcome::isComplete) ? "" : ", with loss"),
                "%.2f".formatted(ratio),
                Verdict.of(ratio <= goal.most() && (isComplete || !goal.isLossless())));
    }

    private static double price(List<Outcome> outcomes) {
        return Median.of(outcomes.stream().mapToDouble(Outcome::cpuPerGigabyte));
    }
}
