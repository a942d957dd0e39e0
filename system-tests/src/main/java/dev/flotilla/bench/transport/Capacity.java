package dev.flotilla.bench.transport;

import dev.flotilla.bench.relay.Contender;
import dev.flotilla.bench.relay.Job;
import dev.flotilla.bench.transport.Finding.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many flows in one engine, which may need one core for them. */
record Capacity(String name, String title, Job job, Contender ours) implements Case {
    private static final double MOST_CORES = 1;

    @Override
    public List<Finding> run(Lab lab) throws IOException {
        var outcomes = new ArrayList<Outcome>();
        for (int round = 1; round <= lab.rounds(); round++) {
            try (Trial trial = Trial.start(job, ours, lab)) {
                Outcome outcome = trial.measure(lab.seconds());
                outcomes.add(outcome);
                lab.say("round %d  %3.0f %% of a core  %5.0f MB  %s"
                        .formatted(round, 100 * outcome.cores(), outcome.residentMb(), outcome.losses()));
            }
        }
        double cores = Median.of(outcomes.stream().mapToDouble(Outcome::cores));
        boolean isComplete = outcomes.stream().allMatch(Outcome::isComplete);
        return List.of(new Finding(
                title,
                "within one core, no loss",
                "%.2f cores%s".formatted(cores, isComplete ? "" : ", with loss"),
                "",
                "",
                Verdict.of(cores <= MOST_CORES && isComplete)));
    }
}
