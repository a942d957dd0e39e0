package dev.flotilla.bench.control;

import dev.flotilla.bench.cost.Resident;
import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.center.Operations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One control center with 1,000 tenants, 10,000 nodes and 100,000 streams; then two of them behind one address. */
public final class ControlBench implements AutoCloseable {
    /** What can be measured alone. */
    public static final List<String> PARTS = List.of("operations", "keys", "replicas");

    private static final String LOGIN = "admin@flotilla.local";
    private static final int NODES = 4;
    private static final int WARM_UP = 40;
    private static final int TIMES = 200;
    private static final double MOST_PAGE_MS = 50;
    private static final int KEYS = 5_000;
    private static final int KEYS_PER_SECOND = 5_000;
    private static final double MOST_KEY_MS = 5;
    private static final int UNKNOWN_KEYS = 2_000;

    private final Path folder;
    private final Path jar;
    private final Set<String> only;
    private final int seconds;
    private final PrintStream out;
    private final Postgres postgres;
    private boolean isMissed;

    private ControlBench(Path folder, Path programs, Path jar, Set<String> only, int seconds, PrintStream out)
            throws IOException {
        this.folder = folder;
        this.jar = jar;
        this.only = only;
        this.seconds = seconds;
        this.out = out;
        this.postgres = Postgres.start(programs, folder.resolve("postgresql"));
    }

    /**
     * Measures and prints.
     *
     * @param folder takes data and logs; nothing may be in it yet
     * @param programs takes PostgreSQL's executables, and keeps them
     * @param jar the packaged control center
     * @param only of {@link #PARTS}; all when empty
     * @return whether every goal was met
     */
    public static boolean run(Path folder, Path programs, Path jar, Set<String> only, int seconds, PrintStream out)
            throws IOException {
        try (var bench = new ControlBench(folder, programs, jar, only, seconds, out)) {
            bench.measure();
            return !bench.isMissed;
        }
    }

    private void measure() throws IOException {
        try (Replica replica = Replica.start(jar, folder.resolve("one"), postgres.database())) {
            ControlCenter center = ControlCenter.logIn(replica.http(), LOGIN, replica.password());
            seed(center);
            double idleMb = Resident.megabytes(List.of(replica.pid()));
            var operations = new Operations(center);
            if (isWanted("operations")) {
                operations(center, operations);
            }
            if (isWanted("keys")) {
                keys(replica, operations);
            }
            out.printf(
                    "| Memory of the control center, resident | %.0f MB at the start, %.0f MB after all this | | |%n%n",
                    idleMb, Resident.megabytes(List.of(replica.pid())));
        }
        if (isWanted("replicas")) {
            pair();
        }
    }

    private boolean isWanted(String part) {
        return only.isEmpty() || only.contains(part);
    }

    private void seed(ControlCenter center) throws IOException {
        long begin = System.nanoTime();
        String home = center.ask("{ me { tenant { id } } }", Map.of())
                .at("/tenant/id")
                .asText();
        String cluster = center.ask("{ clusters { id } }", Map.of()).at("/0/id").asText();
        Population.seed(postgres, home, cluster);
        out.printf(
                "1,000 tenants, 10,000 nodes, 100,000 streams made in %d s%n%n",
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }

    private void operations(ControlCenter center, Operations operations) throws IOException {
        String flow = operations.createFlow(Map.of(
                "nodeId", Population.nodeId(1),
                "name", "bench",
                "sources", List.of(Map.of("name", "in", "transport", "UDP", "port", 5_000)),
                "outputs", List.of(Map.of("name", "out", "transport", "UDP", "address", "192.0.2.9", "port", 5_000))));
        out.println("| operation | p50 | p99 | statements | goal | |\n| --- | --- | --- | --- | --- | --- |");
        for (UsedOperations.Operation operation : new UsedOperations(center, flow).all()) {
            for (int i = 0; i < WARM_UP; i++) {
                operation.question().ask();
            }
            Times times = new Times();
            long before = postgres.statements();
            for (int i = 0; i < TIMES; i++) {
                long begin = System.nanoTime();
                operation.question().ask();
                times.add(System.nanoTime() - begin);
            }
            double statements = (double) (postgres.statements() - before) / TIMES;
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.1f ms | %.1f ms | %.1f | %s | %s |",
                    operation.name(),
                    times.ms(0.5),
                    times.ms(0.99),
                    statements,
                    operation.isPage() ? "p99 < 50 ms" : "",
                    operation.isPage() ? verdict(times.ms(0.99) < MOST_PAGE_MS) : ""));
        }
        out.println();
    }

    private void keys(Replica replica, Operations operations) throws IOException {
        List<EnrolledNode> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            String token = operations.createToken("bench").path("token").asText();
            nodes.add(EnrolledNode.enrol(replica.https(), replica.grpcPort(), token, folder.resolve("node-" + i)));
        }
        try (var questions = new KeyQuestions(nodes)) {
            out.println("| stream keys by gRPC, mutual TLS | | goal | |\n| --- | --- | --- | --- |");
            var unknown = questions.once(KEYS, UNKNOWN_KEYS);
            out.println(String.format(
                    Locale.ROOT,
                    "| looked up, each key once, 64 at a time | %.0f/s, p50 %.1f ms, p99 %.1f ms | | |",
                    unknown.perSecond(),
                    unknown.times().ms(0.5),
                    unknown.times().ms(0.99)));
            // Until the compiler has seen enough, the center's and the one here.
            questions.atMost(2 * seconds, KEYS);
            questions.steadily(KEYS_PER_SECOND, 2 * seconds, KEYS);
            var most = questions.atMost(seconds, KEYS);
            out.println(String.format(
                    Locale.ROOT,
                    "| known, 64 at a time | %.0f/s, p50 %.1f ms, p99 %.1f ms | | |",
                    most.perSecond(),
                    most.times().ms(0.5),
                    most.times().ms(0.99)));
            var steady = questions.steadily(KEYS_PER_SECOND, 2 * seconds, KEYS);
            out.println(String.format(
                    Locale.ROOT,
                    "| known, 5,000/s | %.0f/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, %d failed | p99 < 5 ms | %s |",
                    steady.perSecond(),
                    steady.times().ms(0.5),
                    steady.times().ms(0.99),
                    steady.times().ms(0.999),
                    steady.failures(),
                    verdict(steady.times().ms(0.99) < MOST_KEY_MS && steady.failures() == 0)));
        }
    }

    private void pair() throws IOException {
        try (Pair pair = Pair.start(jar, folder, postgres)) {
            out.println("| two replicas behind one address | answered | failed | longest | nodes away | goal | |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- |");
            Pair.Outcome restart = pair.restartByTurns();
            print("restarted one after the other", restart, "none failed", verdict(restart.failed() == 0));
            print("one killed with -9", pair.kill(), "", "");
        }
    }

    private void print(String event, Pair.Outcome outcome, String goal, String verdict) {
        out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.0f ms | %.1f s | %s | %s |",
                event,
                outcome.answered(),
                outcome.failed(),
                outcome.longestMs(),
                outcome.awaySeconds(),
                goal,
                verdict));
        if (outcome.failed() > 0) {
            out.println(outcome.reasons());
        }
    }

    private String verdict(boolean isMet) {
        isMissed |= !isMet;
        return isMet ? "met" : "missed";
    }

    @Override
    public void close() {
        postgres.close();
    }
}
