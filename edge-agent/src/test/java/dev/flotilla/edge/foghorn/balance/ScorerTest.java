package dev.flotilla.edge.foghorn.balance;

import static dev.flotilla.edge.foghorn.balance.TestRegion.GIB;
import static dev.flotilla.edge.foghorn.balance.TestRegion.LIMIT;
import static dev.flotilla.edge.foghorn.balance.TestRegion.chosen;
import static dev.flotilla.edge.foghorn.balance.TestRegion.ids;
import static dev.flotilla.edge.foghorn.balance.TestRegion.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flotilla.proto.foghorn.v1.NodeReport;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The worked examples of both rule books, and what decides beside the figures. */
class ScorerTest {
    private static final Position AMSTERDAM = new Position(52.37, 4.90);

    private static void place(NodeReport.Builder report, double latitude, double longitude) {
        report.setLatitude(latitude).setLongitude(longitude);
    }

    private static void newYorkAtAQuarter(NodeReport.Builder report) {
        place(report.setCpuPermille(250).setMemoryUsedBytes(4 * GIB).setUpBytesPerS(LIMIT / 4), 40.71, -74.01);
    }

    @Test
    void anIdleNodeAtTheClientsPlaceScoresAllThereIs() {
        TestRegion nodes = new TestRegion().node("a", report -> place(report.addStreams(live("s")), 52.37, 4.90));
        Choice.Ranked best =
                chosen(nodes.region.choose(Wish.viewer("s").at(AMSTERDAM))).best();
        assertThat(best.score()).isEqualTo(3050);
        assertThat(best.distanceKm()).isCloseTo(0, within(0.001));
    }

    @Test
    void aNodeAtAQuarterAcrossTheOcean() {
        TestRegion nodes = new TestRegion().node("ny", report -> newYorkAtAQuarter(report.addStreams(live("s"))));
        Choice.Ranked best =
                chosen(nodes.region.choose(Wish.viewer("s").at(AMSTERDAM))).best();
        assertThat(best.score()).isEqualTo(2258);
        assertThat(best.distanceKm()).isCloseTo(0.292945 * Math.PI * 6371, within(1.0));
    }

    @Test
    void aNodeThatIsNearlyFullAtTheOtherEndOfTheWorld() {
        TestRegion nodes = new TestRegion()
                .node(
                        "sg",
                        report -> place(
                                report.setCpuPermille(999)
                                        .setMemoryUsedBytes(15 * GIB)
                                        .setUpBytesPerS(LIMIT / 100 * 99),
                                1.35,
                                103.82));
        assertThat(chosen(nodes.region.choose(Wish.ingest().at(AMSTERDAM)))
                        .best()
                        .score())
                .isEqualTo(520);
    }

    @Test
    void redirectsUnderWayCount() {
        TestRegion nodes = new TestRegion().node("ny", ScorerTest::newYorkAtAQuarter);
        Node node = nodes.get("ny");
        nodes.region.viewers().measured(node.slot(), 131_072, 1);
        for (int i = 0; i < 10; i++) {
            nodes.region.viewers().sent(node, "s", new ClientAddress(i, 1));
        }
        assertThat(chosen(nodes.region.choose(Wish.ingest())).best().score()).isEqualTo(1491);
    }

    /** The figures of two nodes of MistServer's balancer, as it logged them. */
    private static TestRegion likeTheLog() {
        TestRegion nodes = new TestRegion()
                .node(
                        "127.0.0.2",
                        report -> place(
                                report.setCpuPermille(200)
                                        .setMemoryBytes(16_000_000_000L)
                                        .setMemoryUsedBytes(4_800_000_000L)
                                        .addTags("eu")
                                        .addTags("fast")
                                        .addStreams(live("live")),
                                52.37,
                                4.9))
                .node(
                        "127.0.0.3",
                        report -> place(
                                report.setCpuPermille(600)
                                        .setMemoryBytes(16_000_000_000L)
                                        .setMemoryUsedBytes(8_800_000_000L)
                                        .addTags("us")
                                        .addStreams(TestRegion.replica("live"))
                                        .addStreams(live("other")),
                                40.71,
                                -74.0));
        return nodes;
    }

    @Test
    void scoresLikeMistServersBalancer() {
        Region region = likeTheLog().region;
        Wish wish = Wish.viewer("live").at(new Position(40.7, -74.0));
        Choice.Ranked best = chosen(region.chooseLikeMist(wish)).best();
        assertThat(best.node().id()).isEqualTo("127.0.0.2");
        assertThat(best.score()).isEqualTo(400 + 350 + 50 + 1000 + 707);
        assertThat(chosen(region.chooseLikeMist(wish.preferring(TagRules.parse("{\"-eu\":34}"))))
                        .best()
                        .score())
                .as("one more than the best: 2474 and 34")
                .isEqualTo(2508);
        region.weigh(new Weights(500, 500, 1000, 2000, 50));
        Choice.Ranked nearer = chosen(region.chooseLikeMist(wish)).best();
        assertThat(nearer.node().id()).isEqualTo("127.0.0.3");
        assertThat(nearer.score()).isEqualTo(3474);
    }

    @Test
    void scoresSourcesLikeMistServersBalancer() {
        TestRegion nodes = likeTheLog();
        nodes.region.viewers().measured(0, 409_600, 1);
        nodes.region.viewers().sent(nodes.get("127.0.0.2"), "x", null);
        Choice.Ranked best =
                chosen(nodes.region.chooseLikeMist(Wish.source("live"))).best();
        assertThat(best.node().id()).isEqualTo("127.0.0.2");
        assertThat(best.score()).isEqualTo(400 + 350 + 997 + 1);
        assertThat(ids(nodes.region.chooseLikeMist(Wish.source("other")))).containsExactly("127.0.0.3");
        assertThat(ids(nodes.region.chooseLikeMist(Wish.source("nosuch")))).isEmpty();
    }

    @Test
    void ofEqualNodesTheLowerIdWins() {
        TestRegion nodes = new TestRegion();
        for (String id : List.of("c", "a", "f", "b", "e", "d")) {
            nodes.node(id, report -> report.addStreams(live("s")));
        }
        assertThat(ids(nodes.region.choose(Wish.viewer("s")))).containsExactly("a", "b", "c", "d", "e");
        assertThat(ids(nodes.region.choose(Wish.ingest()))).containsExactly("a", "b", "c", "d", "e");
        assertThat(ids(nodes.region.chooseLikeMist(Wish.viewer("s"))))
                .as("MistServer's takes the one that came first")
                .containsExactly("c");
    }

    @Test
    void tagsMoveTheChoice() {
        TestRegion nodes = new TestRegion()
                .node("a", report -> report.addTags("eu").addStreams(live("s")))
                .node("b", report -> report.addTags("us").addStreams(live("s")));
        assertThat(ids(nodes.region.choose(Wish.viewer("s").preferring(TagRules.parse("{\"us,as\":10}")))))
                .containsExactly("b", "a");
        assertThat(ids(nodes.region.choose(Wish.viewer("s").preferring(TagRules.parse("{\"-eu\":10}")))))
                .containsExactly("b", "a");
        assertThat(ids(nodes.region.choose(Wish.viewer("s").preferring(TagRules.parse("{\"eu\":-5000}")))))
                .as("below zero it is out")
                .containsExactly("b");
        assertThat(TagRules.parse("no json")).isEqualTo(TagRules.NONE);
    }

    @Test
    void memoryThatProgramsShareCounts() {
        TestRegion nodes = new TestRegion()
                .node("full", report -> report.setSharedMemoryBytes(GIB).setSharedMemoryUsedBytes(GIB / 2))
                .node("free", report -> report.setMemoryUsedBytes(4 * GIB));
        List<Choice.Ranked> both = chosen(nodes.region.choose(Wish.ingest())).nodes();
        assertThat(both.get(0).node().id()).isEqualTo("free");
        assertThat(both.get(0).score() - both.get(1).score()).isEqualTo(125);
    }

    @Test
    void whoPublishesOnTheNodesOwnMachineStaysThere() {
        ClientAddress own = Objects.requireNonNull(ClientAddress.parse("192.0.2.1"));
        TestRegion nodes = new TestRegion()
                .node(TestRegion.identity("busy"), Set.of(own), report -> report.setCpuPermille(800))
                .node("idle", report -> {});
        assertThat(ids(nodes.region.choose(Wish.ingest()))).startsWith("idle");
        Choice.Ranked best =
                chosen(nodes.region.choose(Wish.ingest().from(own))).best();
        assertThat(best.node().id()).isEqualTo("busy");
        assertThat(best.score()).isEqualTo((100 + 500 + 1000) * 5);
    }
}
