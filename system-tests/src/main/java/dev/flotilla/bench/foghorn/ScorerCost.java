package dev.flotilla.bench.foghorn;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.RegionSettings;
import dev.flotilla.edge.foghorn.balance.Weights;
import dev.flotilla.edge.foghorn.balance.Wish;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/** What the choice of a node costs by itself, in processor time: the median of runs in one warm process. */
final class ScorerCost {
    private static final int WISHES = 4_096;
    private static final int RUNS = 15;
    private static final long RUN_NS = 20_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Region region = new Region(RegionSettings.DEFAULT, Weights.DEFAULT, System::nanoTime);
    private final int streams;

    ScorerCost(int nodes, int streams) {
        this.streams = streams;
        new Population(nodes, streams).register(region);
    }

    /** Who asks for what. */
    enum Question {
        VIEWER("viewer of one of 10,000 streams"),
        HOT("viewer of a stream on all nodes"),
        PUBLISHER("publisher"),
        LIKE_MIST("viewer, MistServer's rules");

        final String title;

        Question(String title) {
            this.title = title;
        }
    }

    /** Nanoseconds of one choice; clients are all over the world. */
    double ns(Question question) {
        Wish[] wishes = wishes(question);
        Function<Wish, Choice> choosing = question == Question.LIKE_MIST ? region::chooseLikeMist : region::choose;
        double[] runs = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            runs[run] = run(wishes, choosing);
        }
        // The first third is for the compiler.
        double[] warm = Arrays.copyOfRange(runs, RUNS / 3, RUNS);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static double run(Wish[] wishes, Function<Wish, Choice> choosing) {
        long began = THREADS.getCurrentThreadCpuTime();
        long done = 0;
        int served = 0;
        while (THREADS.getCurrentThreadCpuTime() - began < RUN_NS) {
            for (int i = 0; i < 256; i++) {
                served += choosing.apply(wishes[(int) (done++ % WISHES)]) instanceof Choice.Chosen ? 1 : 0;
            }
        }
        if (served != done) {
            throw new IllegalStateException("%d of %d were refused".formatted(done - served, done));
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - began) / done;
    }

    private Wish[] wishes(Question question) {
        var random = new SplittableRandom(2);
        Wish[] wishes = new Wish[WISHES];
        for (int i = 0; i < WISHES; i++) {
            Wish wish = switch (question) {
                case VIEWER, LIKE_MIST -> Wish.viewer("live+" + random.nextInt(streams));
                case HOT -> Wish.viewer(Population.HOT);
                case PUBLISHER -> Wish.ingest();
            };
            wishes[i] = wish.at(new Position(random.nextDouble(-60, 60), random.nextDouble(-180, 180)));
        }
        return wishes;
    }
}
