package dev.flotilla.bench.control;

import dev.flotilla.tour.center.ControlCenter;
import dev.flotilla.tour.center.Operations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two control centers on one database behind one address, under way: users ask and change by HTTP over connections that stay,
 * Foghorns ask for stream keys, nodes hold their uplinks.
 */
public final class Pair implements AutoCloseable {
    private static final String LOGIN = "admin@flotilla.local";
    private static final int USERS = 3;
    private static final int FOGHORNS = 2;
    private static final int NODES = 6;
    private static final long USER_PAUSE_MS = 20;
    private static final long FOGHORN_PAUSE_MS = 10;
    private static final long SETTLE_MS = 3_000;
    private static final long PATIENCE_NS = 60_000_000_000L;

    /**
     * What something cost.
     *
     * @param awaySeconds how long a node was without an uplink at the longest
     */
    public record Outcome(int answered, int failed, double longestMs, double awaySeconds, String reasons) {}

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final List<NodeLine> nodes = new ArrayList<>();
    private final List<Tally.Request> users = new ArrayList<>();
    private final List<Tally.Request> foghorns = new ArrayList<>();

    private Pair() {}

    /**
     * Starts both, with all who call.
     *
     * @param folder takes data and logs of the replicas; the first may be there already, with its first password
     */
    public static Pair start(Path jar, Path folder, Postgres postgres) throws IOException {
        Pair pair = new Pair();
        try {
            pair.begin(jar, folder, postgres);
            return pair;
        } catch (IOException | RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    private void begin(Path jar, Path folder, Postgres postgres) throws IOException {
        for (String name : List.of("one", "two")) {
            replicas.add(kept(Replica.start(jar, folder.resolve(name), postgres.database())));
        }
        Replica first = replicas.getFirst();
        var readiness = kept(new Readiness(replicas));
        var http = kept(new Balancer(readiness, replica -> replica.http().getPort()));
        var grpc = kept(new Balancer(readiness, Replica::grpcPort));
        URI address = URI.create("http://127.0.0.1:" + http.port());
        for (int i = 0; i < USERS; i++) {
            ControlCenter center = ControlCenter.logIn(address, LOGIN, first.password());
            users.add(() -> center.ask("{ streams(first: 20) { totalCount edges { node { id title } } } }", Map.of()));
            var streams = new Operations(center).streams();
            users.add(() -> streams.delete(
                    streams.create("Made while replicas come and go").id()));
        }
        var operations = new Operations(ControlCenter.logIn(first.http(), LOGIN, first.password()));
        for (int i = 0; i < NODES + FOGHORNS; i++) {
            String token = operations.createToken("bench").path("token").asText();
            EnrolledNode node = EnrolledNode.enrol(first.https(), grpc.port(), token, folder.resolve("pair-node-" + i));
            if (i < NODES) {
                nodes.add(kept(new NodeLine(node)));
            } else {
                foghorns.add(kept(new KeyLine(node))::ask);
            }
        }
        awaitNodes();
    }

    /** Ends and starts one replica after the other, as an upgrade does. */
    public Outcome restartByTurns() throws IOException {
        return under(() -> {
            for (Replica replica : replicas) {
                replica.stop();
                replica.restart();
                Moment.ofMs(SETTLE_MS);
            }
        });
    }

    /** Kills a replica, the one that holds most calls after restarts by turns, and lets the other go on alone. */
    public Outcome kill() throws IOException {
        Outcome outcome = under(() -> replicas.getFirst().kill());
        replicas.getFirst().restart();
        return outcome;
    }

    private interface Event {
        void happen() throws IOException;
    }

    private Outcome under(Event event) throws IOException {
        Tally tally = new Tally();
        try (var traffic = new Traffic(tally)) {
            traffic.send("user", users, USER_PAUSE_MS);
            traffic.send("foghorn", foghorns, FOGHORN_PAUSE_MS);
            Moment.ofMs(SETTLE_MS);
            nodes.forEach(NodeLine::forgetAway);
            event.happen();
            Moment.ofMs(SETTLE_MS);
            awaitNodes();
            long away = nodes.stream().mapToLong(NodeLine::longestAwayNs).max().orElse(0);
            return new Outcome(tally.answered(), tally.failures(), tally.longestMs(), away / 1e9, tally.reasons());
        }
    }

    private void awaitNodes() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!nodes.stream().allMatch(NodeLine::isUp)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("not all nodes came back within a minute");
            }
            Moment.ofMs(50);
        }
    }

    private <T extends AutoCloseable> T kept(T part) {
        open.add(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable part : open.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IOException("a part of the pair cannot be closed", e);
            }
        }
    }
}
