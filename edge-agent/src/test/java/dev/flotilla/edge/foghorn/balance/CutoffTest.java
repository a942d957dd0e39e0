package dev.flotilla.edge.foghorn.balance;

import static dev.flotilla.edge.foghorn.balance.TestRegion.GIB;
import static dev.flotilla.edge.foghorn.balance.TestRegion.LIMIT;
import static dev.flotilla.edge.foghorn.balance.TestRegion.chosen;
import static dev.flotilla.edge.foghorn.balance.TestRegion.ids;
import static dev.flotilla.edge.foghorn.balance.TestRegion.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.foghorn.v1.NodeReport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes that are nearly full, and what fills the empty ones. */
class CutoffTest {
    private static final Wish VIEWER = Wish.viewer("s");
    private static final Position HERE = new Position(50, 10);

    /** What can be nearly used up. */
    static Stream<Named<Consumer<NodeReport.Builder>>> nearlyFull() {
        return Stream.of(
                Named.of("processors", report -> report.setCpuPermille(950)),
                Named.of("memory", report -> report.setMemoryUsedBytes(16 * GIB * 951 / 1000)),
                Named.of(
                        "shared memory",
                        report -> report.setSharedMemoryBytes(GIB).setSharedMemoryUsedBytes(GIB * 951 / 1000)),
                Named.of("bandwidth", report -> report.setUpBytesPerS(LIMIT * 951 / 1000)));
    }

    @ParameterizedTest
    @MethodSource("nearlyFull")
    void aNodeAboveACutOffGetsNobodyWhileAnotherIsBelow(Consumer<NodeReport.Builder> fill) {
        TestRegion nodes = new TestRegion()
                .node("near", report -> {
                    fill.accept(report);
                    report.setLatitude(50).setLongitude(10).addStreams(live("s"));
                })
                .node(
                        "far",
                        report -> report.setCpuPermille(700)
                                .setUpBytesPerS(LIMIT / 2)
                                .setMemoryUsedBytes(12 * GIB)
                                .setLatitude(-50)
                                .setLongitude(-170)
                                .addStreams(live("s")));
        assertThat(ids(nodes.region.choose(VIEWER.at(HERE)))).containsExactly("far", "near");
        assertThat(ids(nodes.region.chooseLikeMist(VIEWER.at(HERE)))).containsExactly("far");
    }

    @Test
    void whenAllAreAboveTheyGoByScoreAgain() {
        TestRegion nodes = new TestRegion()
                .node("a", report -> report.setCpuPermille(990).addStreams(live("s")))
                .node("b", report -> report.setCpuPermille(960).addStreams(live("s")));
        Choice.Chosen chosen = chosen(nodes.region.choose(VIEWER));
        assertThat(ids(chosen)).containsExactly("b", "a");
        assertThat(chosen.best().score()).isEqualTo(20 + 500 + 1000 + 50);
    }

    @Test
    void viewersStayWithTheStreamWhileACarrierHasRoom() {
        TestRegion nodes = new TestRegion()
                .node("full", report -> report.setCpuPermille(900).addStreams(live("s")))
                .node("half", report -> report.setCpuPermille(740).addStreams(live("s")))
                .node("empty", report -> {});
        assertThat(ids(nodes.region.choose(VIEWER))).containsExactly("half", "full");
    }

    @Test
    void anEmptyNodeHelpsWhenAllCarriersFillUp() {
        TestRegion nodes = new TestRegion()
                .node("origin", report -> report.setCpuPermille(900).addStreams(live("s")))
                .node("empty", report -> {})
                .node("busy", report -> report.setCpuPermille(760))
                .node("other", report -> report.addConfiguredStreams("vod"));
        Choice.Chosen chosen = chosen(nodes.region.choose(VIEWER));
        assertThat(ids(chosen)).containsExactly("empty", "origin");
        assertThat(chosen.best().isEmpty()).isTrue();
        assertThat(chosen.nodes().getLast().isEmpty()).isFalse();
        assertThat(ids(nodes.region.choose(Wish.source("s"))))
                .as("never as a source")
                .containsExactly("origin");
    }

    @Test
    void redirectsUnderWayMakeRoomElsewhere() {
        TestRegion nodes = new TestRegion()
                .node(
                        "origin",
                        report -> report.setUpBytesPerS(LIMIT * 74 / 100).addStreams(live("s")))
                .node("empty", report -> report.setCpuPermille(300));
        assertThat(ids(nodes.region.choose(VIEWER))).containsExactly("origin");
        for (int i = 0; i < 20; i++) {
            nodes.region.viewers().sent(nodes.get("origin"), "s", new ClientAddress(i, 0));
        }
        assertThat(ids(nodes.region.choose(VIEWER))).contains("empty");
    }

    @Test
    void nobodyPullsWhatComesInNowhere() {
        TestRegion nodes = new TestRegion()
                .node("a", report -> report.addStreams(live("s").toBuilder().setInputs(0)))
                .node("empty", report -> {});
        assertThat(ids(nodes.region.choose(VIEWER))).isEmpty();
    }

    @Test
    void atAHundredPercentNothingOfThisHappens() {
        TestRegion nodes = TestRegion.withoutCutoffs()
                .node("origin", report -> report.setCpuPermille(1000).addStreams(live("s")))
                .node("empty", report -> {});
        assertThat(ids(nodes.region.choose(VIEWER))).containsExactly("origin");
    }
}
