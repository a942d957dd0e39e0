package dev.flotilla.edge.foghorn.balance;

import static dev.flotilla.edge.foghorn.balance.TestRegion.ids;
import static dev.flotilla.edge.foghorn.balance.TestRegion.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.foghorn.v1.Mode;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nodes that come, hang, restart and go. */
class RegionTest {
    private static final Wish VIEWER = Wish.viewer("s");
    private final TestRegion nodes = new TestRegion().node("a", report -> report.addStreams(live("s")));
    private final Region region = nodes.region;

    private Presence presence() {
        return nodes.get("a").presence();
    }

    @Test
    void aNodeThatHangsGetsNobodyUntilItReports() {
        nodes.pass(30);
        region.look();
        assertThat(presence()).isEqualTo(Presence.ONLINE);
        nodes.pass(1);
        region.look();
        assertThat(presence()).isEqualTo(Presence.STALE);
        assertThat(TestRegion.reasons(region.choose(VIEWER))).containsExactly(Reason.INACTIVE);
        nodes.report("a", report -> report.addStreams(live("s")));
        assertThat(ids(region.choose(VIEWER))).containsExactly("a");
    }

    @Test
    void aNodeThatAnnouncedItsRestartKeepsItsViewersForAWhile() {
        region.lost("a", true);
        nodes.pass(20);
        region.look();
        assertThat(ids(region.choose(VIEWER))).containsExactly("a");
        nodes.pass(1);
        region.look();
        assertThat(presence()).isEqualTo(Presence.LOST);
        assertThat(ids(region.choose(VIEWER))).isEmpty();
    }

    @Test
    void aNodeThatComesBackFromARestartStaysInUse() {
        region.lost("a", true);
        region.register(TestRegion.identity("a"), Set.of(), Mode.getDefaultInstance());
        assertThat(ids(region.choose(VIEWER))).containsExactly("a");
    }

    @Test
    void aNodeThatIsGoneIsShownAndThenForgotten() {
        region.lost("a", false);
        assertThat(TestRegion.reasons(region.choose(VIEWER))).containsExactly(Reason.INACTIVE);
        nodes.pass(301);
        region.look();
        assertThat(region.snapshot().nodes()).isEmpty();
        assertThat(region.snapshot().streamNames()).isEmpty();
        assertThat(region.snapshot().node("a")).isEmpty();
    }

    @Test
    void aPolledNodeIsNeverForgotten() {
        var polled = new Node.Identity("p", "", "p", "p:4242", "", Capabilities.EDGE, true);
        nodes.node(polled, Set.of(), report -> {});
        region.failed("p");
        nodes.pass(1000);
        region.look();
        assertThat(nodes.get("p").presence()).isEqualTo(Presence.LOST);
    }

    @Test
    void aFreedPlaceIsTakenByTheNextNode() {
        nodes.node("b", report -> report.addStreams(live("t")));
        int freed = nodes.get("a").slot();
        region.viewers().sent(nodes.get("a"), "s", new ClientAddress(0, 1));
        region.remove("a");
        nodes.node("c", report -> report.addStreams(live("s")));
        assertThat(nodes.get("c").slot()).isEqualTo(freed);
        assertThat(region.snapshot().addedBandwidth(nodes.get("c"))).isZero();
        assertThat(region.viewers().pending(nodes.get("c"))).isZero();
        assertThat(ids(region.choose(VIEWER))).containsExactly("c");
        assertThat(ids(region.choose(Wish.viewer("t")))).containsExactly("b");
    }

    @Test
    void takesNoMoreNodesThanItMay() {
        RegionSettings usual = RegionSettings.DEFAULT;
        Region small = new Region(
                new RegionSettings(
                        usual.cutoffs(), 1, 16, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                Weights.DEFAULT,
                System::nanoTime);
        assertThat(small.register(TestRegion.identity("a"), Set.of(), Mode.getDefaultInstance()))
                .isTrue();
        assertThat(small.register(TestRegion.identity("b"), Set.of(), Mode.getDefaultInstance()))
                .isFalse();
        assertThat(small.register(TestRegion.identity("a"), Set.of(), Mode.getDefaultInstance()))
                .as("again")
                .isTrue();
    }

    @Test
    void theNewestModeCounts() {
        region.mode("a", mode(Mode.Kind.KIND_DRAINING, 200));
        region.mode("a", mode(Mode.Kind.KIND_NORMAL, 100));
        assertThat(nodes.get("a").isDraining()).isTrue();
        region.mode("a", mode(Mode.Kind.KIND_NORMAL, 300));
        assertThat(nodes.get("a").isDraining()).isFalse();
    }

    private static Mode mode(Mode.Kind kind, long at) {
        return Mode.newBuilder().setKind(kind).setSetAtMs(at).build();
    }

    @Test
    void reportsMoveStreams() {
        assertThat(region.snapshot().isLive("s")).isTrue();
        nodes.report("a", report -> report.addStreams(live("t")));
        assertThat(ids(region.choose(VIEWER))).isEmpty();
        assertThat(ids(region.choose(Wish.viewer("t")))).containsExactly("a");
        nodes.report(
                "a",
                report -> report.addStreams(live("t").toBuilder().setViewers(0).setInputs(0)));
        assertThat(region.snapshot().carriers("t")).as("nobody uses it").isEmpty();
    }

    @Test
    void aStrangersReportIsNotHeard() {
        region.report("stranger", TestRegion.idle().build());
        assertThat(region.snapshot().nodes()).hasSize(1);
    }

    @Test
    void weightsHoldForAllNodesAtOnce() {
        region.weigh(new Weights(0, 0, 0, 0, 7));
        assertThat(TestRegion.chosen(region.choose(VIEWER)).best().score()).isEqualTo(7);
    }
}
