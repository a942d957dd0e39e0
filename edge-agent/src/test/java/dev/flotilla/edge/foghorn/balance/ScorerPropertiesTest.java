package dev.flotilla.edge.foghorn.balance;

import static dev.flotilla.edge.foghorn.balance.TestRegion.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.Seeded;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The search that skips most nodes finds what a search of all nodes finds; and better figures are never worse. */
class ScorerPropertiesTest {
    private static final List<String> STREAMS = List.of("", "live+a", "live+b", "vod");

    /** A region of up to 40 nodes, many of them alike, some out of order. */
    private static TestRegion region(RandomGenerator random) {
        TestRegion nodes = random.nextBoolean() ? new TestRegion() : TestRegion.withoutCutoffs();
        int count = random.nextInt(1, 40);
        for (int i = 0; i < count; i++) {
            String id = "node-" + random.nextInt(1000);
            nodes.node(id, report -> fill(report, random));
            if (random.nextInt(8) == 0) {
                nodes.set(id, Mode.Kind.forNumber(random.nextInt(4)));
            }
            Node node = nodes.get(id);
            for (int viewer = random.nextInt(20); viewer > 14; viewer--) {
                nodes.region.viewers().sent(node, "live+a", new ClientAddress(random.nextInt(), 0));
            }
        }
        if (random.nextInt(4) == 0) {
            nodes.region.weigh(new Weights(
                    random.nextInt(2000), random.nextInt(2000), random.nextInt(2000), random.nextInt(2000), 100));
        }
        return nodes;
    }

    private static void fill(NodeReport.Builder report, RandomGenerator random) {
        report.setIsHealthy(random.nextInt(10) > 0)
                .setCpuPermille(random.nextInt(5) * 240)
                .setMemoryUsedBytes(random.nextInt(17) * TestRegion.GIB)
                .setUpBytesPerS(random.nextInt(5) * LIMIT / 4);
        if (random.nextInt(3) > 0) {
            report.setLatitude(random.nextInt(-90, 91)).setLongitude(random.nextInt(-180, 181));
        }
        if (random.nextInt(3) == 0) {
            report.addTags(random.nextBoolean() ? "eu" : "us");
        }
        if (random.nextInt(5) == 0) {
            report.addConfiguredStreams("live");
        }
        for (String stream : STREAMS.subList(1, 4)) {
            if (random.nextInt(3) > 0) {
                report.addStreams(NodeStream.newBuilder()
                        .setName(stream)
                        .setViewers(1)
                        .setInputs(random.nextInt(4))
                        .setIsReplica(random.nextBoolean()));
            }
        }
    }

    private static Wish wish(RandomGenerator random) {
        String stream = STREAMS.get(random.nextInt(STREAMS.size()));
        Wish wish = stream.isEmpty()
                ? Wish.ingest().reserving(random.nextInt(3) * 100)
                : random.nextBoolean() ? Wish.viewer(stream) : Wish.source(stream);
        return wish.at(random.nextBoolean() ? null : Position.of(random.nextInt(-90, 91), random.nextInt(-180, 181)))
                .preferring(random.nextInt(3) > 0 ? TagRules.NONE : TagRules.parse("{\"eu\":300,\"-us\":-200}"));
    }

    @Test
    void skipsNoNodeThatIsAmongTheBest() {
        Seeded.check(random -> {
            TestRegion nodes = region(random);
            Wish wish = wish(random);
            Choice choice = nodes.region.choose(wish);
            List<String> all = nodes.region.snapshot().nodes().stream()
                    .map(node -> alone(nodes.region.snapshot(), wish, node, choice))
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(Place::isCrowded)
                            .thenComparing(Place::score, Comparator.reverseOrder())
                            .thenComparing(Place::id))
                    .limit(Choice.MOST_NODES)
                    .map(Place::id)
                    .toList();
            boolean isLastResort = choice instanceof Choice.Chosen chosen
                    && chosen.best().node().isDraining();
            assertThat(isLastResort ? List.of() : TestRegion.ids(choice)).isEqualTo(all);
        });
    }

    private record Place(String id, int score, boolean isCrowded) {}

    /** The node's score by the written rules, one after the other; nothing when it is out. */
    private static List<Place> alone(Snapshot snapshot, Wish wish, Node node, Choice choice) {
        FoghornSearch search = new FoghornSearch(snapshot, wish);
        Carriers carriers = wish.stream().isEmpty() ? null : snapshot.streams.find(wish.stream());
        byte flags = carriers == null ? 0 : carriers.on(node.slot());
        long used = node.load().up() + snapshot.addedBandwidth(node);
        boolean pulls = flags == 0
                && !wish.stream().isEmpty()
                && choice instanceof Choice.Chosen chosen
                && chosen.nodes().stream().anyMatch(ranked -> ranked.isEmpty());
        if (search.refusal(node, used, pulls ? (byte) 8 : flags) != null) {
            return List.of();
        }
        Position mine = wish.position();
        Position its = node.load().position();
        Weights weights = snapshot.weights();
        Load.Share memory = node.load().memory();
        int score = weights.cpu() - node.load().cpuPermille() * weights.cpu() / 1000;
        score += (int) Math.max(0, weights.ram() - memory.used() * weights.ram() / memory.total());
        score += (int)
                (weights.bandwidth() - used * weights.bandwidth() / node.load().limit());
        score += mine == null || its == null
                ? 0
                : weights.geo() - (int) (weights.geo() * (mine.distanceKm(its) / 6371 / Math.PI));
        score += flags == 0 ? 0 : weights.bonus();
        score += wish.tags().points(node.load().tags());
        return score > 0 ? List.of(new Place(node.id(), score, search.isCrowded(node.slot(), used))) : List.of();
    }

    @Test
    void theSameRegionAnswersTheSame() {
        Seeded.check(random -> {
            TestRegion nodes = region(random);
            Wish wish = wish(random);
            assertThat(nodes.region.choose(wish)).isEqualTo(nodes.region.choose(wish));
            assertThat(nodes.region.chooseLikeMist(wish)).isEqualTo(nodes.region.chooseLikeMist(wish));
        });
    }

    @Test
    void aNodeThatIsFreerScoresNoLess() {
        Seeded.check(random -> {
            NodeReport.Builder busy = TestRegion.idle();
            fill(busy, random);
            busy.setIsHealthy(true).setUpBytesPerS(random.nextLong(LIMIT)).setCpuPermille(random.nextInt(1000));
            busy.clearConfiguredStreams();
            NodeReport.Builder freer = busy.clone()
                    .setCpuPermille(random.nextInt(busy.getCpuPermille() + 1))
                    .setUpBytesPerS(random.nextLong(busy.getUpBytesPerS() + 1))
                    .setMemoryUsedBytes(random.nextLong(busy.getMemoryUsedBytes() + 1));
            Wish wish = Wish.ingest().at(Position.of(10, 10));
            assertThat(score(freer, wish)).isGreaterThanOrEqualTo(score(busy, wish));
        });
    }

    private static int score(NodeReport.Builder report, Wish wish) {
        TestRegion nodes = new TestRegion();
        nodes.node(TestRegion.identity("a"), Set.of(), change -> change.mergeFrom(report.build()));
        return TestRegion.chosen(nodes.region.choose(wish)).best().score();
    }
}
