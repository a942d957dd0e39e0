package dev.flotilla.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.foghorn.v1.Mode;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ten nodes of one region join, fill up, hang, are drained and leave, under viewers who come, go and come again. What the real
 * balancer decides is held against what the nodes really are. {@code -Dsim.seed=} replays one case.
 */
class RegionSim {
    private static final int NODES = 10;
    private static final int SEEDS = 20;
    private static final long SETTLING_MS = 20_000;

    static LongStream seeds() {
        Long replayed = Long.getLong("sim.seed");
        return replayed == null ? LongStream.range(0, SEEDS) : LongStream.of(replayed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void viewersGoOnlyWhereTheyCanBeServed(long seed) {
        System.out.println("-Dsim.seed=" + seed);
        RandomGenerator random = new SplittableRandom(seed);
        var region = new SimulatedRegion(random);
        LongStream.range(0, NODES / 2).forEach(number -> region.join("n" + number));
        region.publish("live+hot");
        region.publish("live+cool");
        region.pass(30, () -> come(region, random, 8));

        // The rest joins, empty, and the hot stream outgrows the node that has it.
        LongStream.range(NODES / 2, NODES).forEach(number -> region.join("n" + number));
        region.pass(120, () -> come(region, random, 25));
        long replicas = carriers(region);
        assertThat(replicas)
                .as("nodes that carry the hot stream when one is full")
                .isGreaterThanOrEqualTo(3);
        double spread = spread(region);
        assertThat(spread).as("how far the loads of the carriers are apart").isLessThan(0.2);
        System.out.printf(
                "replicas %d, viewers %d, most and least used carrier %.2f apart%n",
                replicas, region.watching(), spread);

        // Faults, one after the other, never of the only source.
        List<SimulatedNode> victims = region.nodes.values().stream()
                .filter(node -> node.published.isEmpty())
                .sorted(Comparator.comparingInt((SimulatedNode node) -> -node.viewers.size()))
                .limit(4)
                .toList();
        region.hang(victims.get(0));
        region.pass(45, () -> come(region, random, 10));
        region.kill(victims.get(1));
        region.pass(30, () -> come(region, random, 10));
        region.set(victims.get(2), Mode.Kind.KIND_DRAINING);
        region.pass(30, () -> come(region, random, 10));
        region.set(victims.get(3), Mode.Kind.KIND_MAINTENANCE);
        region.pass(60, () -> come(region, random, 10));

        System.out.print(region.faults.print());
        assertThat(region.faults.of(victims.get(1)).sentAfter)
                .as("sent to the killed one")
                .isZero();
        assertThat(region.faults.of(victims.get(2)).sentAfter)
                .as("sent to the draining one")
                .isZero();
        assertThat(region.faults.of(victims.get(3)).sentAfter)
                .as("sent to the one in maintenance")
                .isZero();
        assertThat(region.refused)
                .as("viewers who were refused while nodes were idle")
                .isZero();
    }

    /** Arrivals of a second, spread over its steps; most want the hot stream. */
    private static void come(SimulatedRegion region, RandomGenerator random, int perSecond) {
        for (int step = 0; step < perSecond; step++) {
            if (random.nextInt(1_000 / SimulatedRegion.STEP_MS) == 0) {
                String stream = random.nextInt(10) == 0 ? "live+cool" : "live+hot";
                region.arrive(stream, 20_000 + random.nextInt(100_000));
            }
        }
    }

    private static long carriers(SimulatedRegion region) {
        return region.serving().stream()
                .filter(node -> node.carries("live+hot"))
                .count();
    }

    /** Between the most and the least used node that carries the hot stream; not counted are those that have just begun to. */
    private static double spread(SimulatedRegion region) {
        var used = region.serving().stream()
                .filter(node -> node.carries("live+hot") && region.nowMs() - node.lastPullMs > SETTLING_MS)
                .mapToDouble(SimulatedNode::utilisation)
                .summaryStatistics();
        return used.getMax() - used.getMin();
    }
}
