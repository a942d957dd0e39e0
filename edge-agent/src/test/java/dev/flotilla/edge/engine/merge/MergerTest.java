package dev.flotilla.edge.engine.merge;

import static dev.flotilla.edge.engine.merge.Network.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import dev.flotilla.edge.engine.merge.Network.Delivery;
import dev.flotilla.edge.engine.merge.Network.Impairment;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random networks, each against what anyone would expect of them: the set of what was delivered, in order. */
class MergerTest {
    private static final long SETTLE = 30 * MS;

    /** Two impaired paths of up to 450 ms skew: whatever came by either of them comes out, once, in order, in time. */
    @Test
    void losesNothingThatOnePathDelivers() {
        Seeded.check(MergerTest::losesNothing);
    }

    private static void losesNothing(RandomGenerator random) {
        var network = new Network(random);
        long intervalNs = random.nextLong(MS / 10, 5 * MS);
        long windowNs = random.nextLong(500 * MS, 15_000 * MS);
        var packets = network.send(0, random.nextInt(2, 1_500), 0, intervalNs);
        for (int path = 0; path < 2; path++) {
            network.carry(packets, path, Impairment.random(random, 450 * MS, SETTLE - 1), 0, 0);
        }
        try (var merger = new Merger(2, windowNs, SETTLE, network.output())) {
            network.play(merger);
            assertAllReleased(network);
            assertThat(merger.waiting()).isZero();
            assertThat(network.restarts).isZero();
            if (!network.released.isEmpty()) {
                long span = network.released.getLast() - network.released.getFirst() + 1;
                assertThat(merger.counters().missing()).isEqualTo(span - network.released.size());
            }
            assertThat(merger.path(0).late() + merger.path(1).late()).isZero();
            assertNobodyWaitsLongerThan(windowNs, network);
        }
    }

    /** The senders of both paths start again and again with other numbers; then one path alone is out for a while. */
    @Test
    void survivesRestartsOfTheStreamAndOfEitherPath() {
        Seeded.check(MergerTest::survivesRestarts);
    }

    /**
     * Networks that once lost packets: the leading path went on to the next stream while the other one, that nobody had heard
     * of for a while, had yet to bring the present one; a stream began as if it were the continuation; the path that came last
     * brought the very first packets out of order; a sender began anew twice while a path was behind.
     */
    @ParameterizedTest
    @ValueSource(
            longs = {
                -8725927520737127456L,
                1237309653261054742L,
                -2841785583204721302L,
                -1506786717789661545L,
                1447304790578042143L,
                142533239974162032L,
                -6323554104827132718L,
                -6323554104827124192L,
                2008728946478375913L,
                -3962746663993499152L,
                4923927031741695060L,
                487353952965936327L
            })
    void survivesRestartsThatOnceLostPackets(long seed) {
        survivesRestarts(new SplittableRandom(seed));
    }

    private static void survivesRestarts(RandomGenerator random) {
        var network = new Network(random);
        long intervalNs = random.nextLong(MS / 2, 3 * MS);
        var hows = List.of(
                Impairment.random(random, 450 * MS, SETTLE / 2), Impairment.random(random, 450 * MS, SETTLE / 2));
        long fromNs = 0;
        long id = 0;
        int streams = random.nextInt(1, 4);
        for (int i = 0; i < streams; i++) {
            var packets = network.send(id, random.nextInt(300, 1_000), fromNs, intervalNs);
            id += packets.size();
            long endNs = packets.getLast().sentNs();
            int lame = random.nextInt(3);
            long outFromNs = random.nextLong(fromNs, endNs);
            long outUntilNs = random.nextLong(outFromNs, endNs + 1);
            for (int path = 0; path < 2; path++) {
                boolean isLame = path == lame;
                network.carry(packets, path, hows.get(path), isLame ? outFromNs : 0, isLame ? outUntilNs : 0);
            }
            fromNs = endNs + random.nextLong(SETTLE, 4_000 * MS);
        }
        try (var merger = new Merger(2, 1_000 * MS, SETTLE, network.output())) {
            network.play(merger);
            assertAllReleased(network);
            assertThat(network.restarts).isEqualTo(streams - 1);
            assertThat(merger.waiting()).isZero();
        }
    }

    /** Delays beyond all bounds: nothing comes twice or out of order, nobody waits too long, and what is in time comes out. */
    @Test
    void staysInOrderWhateverThePathsDo() {
        Seeded.check(MergerTest::staysInOrder);
    }

    private static void staysInOrder(RandomGenerator random) {
        var network = new Network(random);
        long windowNs = random.nextLong(SETTLE, 200 * MS);
        int paths = random.nextInt(1, 3);
        var packets = network.send(0, random.nextInt(2, 1_000), 0, random.nextLong(MS / 10, 5 * MS));
        for (int path = 0; path < paths; path++) {
            network.carry(packets, path, Impairment.random(random, 600 * MS, 400 * MS), 0, 0);
        }
        try (var merger = new Merger(paths, windowNs, SETTLE, network.output())) {
            network.play(merger);
            assertOnceAndInOrder(network);
            assertNobodyWaitsLongerThan(windowNs, network);
            assertThat(merger.waiting()).isZero();
            long late = merger.path(0).late() + (paths == 2 ? merger.path(1).late() : 0);
            long unknown = (long) network.delivered().size() - network.released.size();
            assertThat(unknown).as("what did not come out came late").isLessThanOrEqualTo(late + reachable(network));
        }
    }

    /** A single path: what is out of order by no more than the time to settle is put in order, nothing else waits. */
    @Test
    void putsASinglePathInOrder() {
        Seeded.check(random -> {
            var network = new Network(random);
            var packets = network.send(0, random.nextInt(2, 1_000), 0, random.nextLong(MS / 10, 5 * MS));
            network.carry(packets, 0, Impairment.random(random, 450 * MS, SETTLE - 1), 0, 0);
            try (var merger = new Merger(1, 0, SETTLE, network.output())) {
                network.play(merger);
                assertAllReleased(network);
                assertNobodyWaitsLongerThan(SETTLE, network);
            }
        });
    }

    private static void assertOnceAndInOrder(Network network) {
        for (int i = 1; i < network.released.size(); i++) {
            assertThat(network.released.get(i)).isGreaterThan(network.released.get(i - 1));
        }
    }

    private static void assertAllReleased(Network network) {
        if (network.deliveries.isEmpty()) {
            assertThat(network.released).isEmpty();
            return;
        }
        // A stream begins with the earliest of what came within the time to settle; before that nothing is promised.
        long beginsNs = network.deliveries.getFirst().atNs() + SETTLE;
        long first = network.deliveries.stream()
                .filter(delivery -> delivery.atNs() < beginsNs)
                .mapToLong(delivery -> delivery.packet().id())
                .min()
                .orElseThrow();
        var lost = new TreeSet<>(network.delivered().tailSet(first));
        network.released.forEach(lost::remove);
        assertThat(lost).as("delivered by a path, and lost").isEmpty();
        assertOnceAndInOrder(network);
    }

    /** Packets from before the first one that was released: nobody knew yet that there was a stream. */
    private static long reachable(Network network) {
        return network.released.isEmpty()
                ? 0
                : new TreeSet<>(network.delivered())
                        .headSet(network.released.getFirst())
                        .size();
    }

    private static void assertNobodyWaitsLongerThan(long boundNs, Network network) {
        var arrivals = new HashMap<Long, Long>();
        for (Delivery delivery : network.deliveries) {
            arrivals.putIfAbsent(delivery.packet().id(), delivery.atNs());
        }
        for (int i = 0; i < network.released.size(); i++) {
            long waitedNs =
                    network.releasedAtNs.get(i) - arrivals.getOrDefault(network.released.get(i), Long.MAX_VALUE);
            assertThat(waitedNs).as("packet " + network.released.get(i)).isBetween(0L, Math.max(boundNs, SETTLE));
        }
    }
}
