package dev.flotilla.bench.foghorn;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A redirect beside nginx's, with few and many nodes; and the scorer alone. */
public final class FoghornBench {
    private static final int STREAMS = 10_000;
    private static final int[] NODES = {2, 100, 1_000};
    private static final double LEAST_PER_SECOND = 40_000;
    private static final double MOST_P99_MS = 10;
    private static final double MOST_SCORER_NS = 5_000;

    private final Path folder;
    private final Wrk wrk;
    private final int rounds;
    private final PrintStream out;
    private boolean isMissed;

    private FoghornBench(Path folder, int seconds, int rounds, PrintStream out) throws IOException {
        this.folder = folder;
        this.wrk = new Wrk(folder, STREAMS, seconds);
        this.rounds = rounds;
        this.out = out;
    }

    /**
     * Measures and prints.
     *
     * @param folder takes scripts and logs
     * @return whether every goal was met
     */
    public static boolean run(Path folder, int seconds, int rounds, PrintStream out) throws IOException {
        var bench = new FoghornBench(folder, seconds, rounds, out);
        bench.scorer();
        bench.redirects();
        return !bench.isMissed;
    }

    private void scorer() {
        out.println("| choice alone, 10,000 streams | 100 nodes | 1,000 nodes | growth | goal | |\n"
                + "| --- | --- | --- | --- | --- | --- |");
        ScorerCost few = new ScorerCost(100, STREAMS);
        ScorerCost many = new ScorerCost(1_000, STREAMS);
        for (ScorerCost.Question question : ScorerCost.Question.values()) {
            // Twice, so that the first question is not the only one that the compiler knew when it was measured.
            few.ns(question);
            many.ns(question);
        }
        for (ScorerCost.Question question : ScorerCost.Question.values()) {
            double fewNs = few.ns(question);
            double manyNs = many.ns(question);
            print(String.format(
                    Locale.ROOT,
                    "| %s | %.0f ns | %.0f ns | %.1f | < 5 us | %s |",
                    question.title,
                    fewNs,
                    manyNs,
                    manyNs / fewNs,
                    verdict(manyNs < MOST_SCORER_NS)));
        }
        out.println();
    }

    private void redirects() throws IOException {
        out.println("| server | answers/s | CPU each | to nginx | p99 at 70 % | goal | |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |");
        double[] nginxMicros = new double[rounds];
        Wrk.Result[][] ours = new Wrk.Result[NODES.length][rounds];
        double[] p99 = new double[NODES.length];
        for (int round = 0; round < rounds; round++) {
            try (Server nginx = Server.nginx(folder)) {
                Wrk.Result result = wrk.peak(nginx);
                nginxMicros[round] = result.cpuMicros();
                print(String.format(
                        Locale.ROOT,
                        "| nginx return 307, round %d | %.0f | %.1f us | | | | |",
                        round + 1,
                        result.perSecond(),
                        result.cpuMicros()));
            }
            for (int i = 0; i < NODES.length; i++) {
                try (Server foghorn = Server.foghorn(NODES[i], STREAMS, folder)) {
                    wrk.warm(foghorn);
                    ours[i][round] = wrk.peak(foghorn);
                    if (round == rounds - 1) {
                        p99[i] = wrk.at(foghorn, 0.7 * ours[i][round].perSecond())
                                .p99Ms();
                    }
                }
            }
        }
        double nginx = median(nginxMicros);
        for (int i = 0; i < NODES.length; i++) {
            double perSecond = median(ours[i], Wrk.Result::perSecond);
            double micros = median(ours[i], Wrk.Result::cpuMicros);
            double most = NODES[i] <= 2 ? 1.8 : 2.5;
            boolean isMet = perSecond >= LEAST_PER_SECOND && micros / nginx <= most && p99[i] < MOST_P99_MS;
            print(String.format(
                    Locale.ROOT,
                    "| Foghorn, %,d nodes | %.0f | %.1f us | %.2f | %.2f ms | >= 40,000/s, <= %.1f, < 10 ms | %s |",
                    NODES[i],
                    perSecond,
                    micros,
                    micros / nginx,
                    p99[i],
                    most,
                    verdict(isMet)));
        }
    }

    private String verdict(boolean isMet) {
        isMissed |= !isMet;
        return isMet ? "met" : "missed";
    }

    private void print(String row) {
        out.println(row);
    }

    private static double median(Wrk.Result[] results, ToDoubleFunction<Wrk.Result> figure) {
        return median(Arrays.stream(results).mapToDouble(figure).toArray());
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
