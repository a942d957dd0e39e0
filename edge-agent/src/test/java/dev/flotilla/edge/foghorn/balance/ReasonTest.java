package dev.flotilla.edge.foghorn.balance;

import static dev.flotilla.edge.foghorn.balance.TestRegion.chosen;
import static dev.flotilla.edge.foghorn.balance.TestRegion.ids;
import static dev.flotilla.edge.foghorn.balance.TestRegion.live;
import static dev.flotilla.edge.foghorn.balance.TestRegion.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.foghorn.v1.Mode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why a node is not taken: each reason alone, and which of two goes first. */
class ReasonTest {
    private static final Wish VIEWER = Wish.viewer("live+s");
    private final TestRegion nodes = new TestRegion();
    private final Region region = nodes.region;

    private void carrier(String id) {
        nodes.node(id, report -> report.addStreams(live("live+s")));
    }

    @Test
    void aRegionWithoutNodesSaysSo() {
        assertThat(region.choose(VIEWER)).isEqualTo(new Choice.Refused(Map.of()));
        assertThat(((Choice.Refused) region.choose(VIEWER)).sentence()).isEqualTo("there is no node");
    }

    @Test
    void maintenance() {
        carrier("a");
        nodes.set("a", Mode.Kind.KIND_MAINTENANCE);
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.MAINTENANCE);
        assertThat(reasons(region.chooseLikeMist(VIEWER))).containsExactly(Reason.MAINTENANCE);
        assertThat(reasons(region.choose(Wish.source("live+s")))).containsExactly(Reason.MAINTENANCE);
        nodes.set("a", Mode.Kind.KIND_NORMAL);
        assertThat(ids(region.choose(VIEWER))).containsExactly("a");
    }

    @Test
    void sick() {
        nodes.node("a", report -> report.setIsHealthy(false).addStreams(live("live+s")));
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.INACTIVE);
        assertThat(reasons(region.chooseLikeMist(VIEWER))).containsExactly(Reason.INACTIVE);
    }

    @Test
    void lacksTheCapability() {
        nodes.node(
                TestRegion.identity("a", "", "storage", "gold"), Set.of(), report -> report.addStreams(live("live+s")));
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.LACKS_CAPABILITY);
        assertThat(reasons(region.choose(Wish.ingest()))).containsExactly(Reason.LACKS_CAPABILITY);
        assertThat(reasons(region.chooseLikeMist(Wish.ingest()))).containsExactly(Reason.LACKS_CAPABILITY);
        assertThat(ids(region.choose(VIEWER.needing(Capabilities.parse("storage, gold")))))
                .containsExactly("a");
    }

    @Test
    void ofAnotherTenant() {
        nodes.node(TestRegion.identity("a", "acme", "edge"), Set.of(), report -> report.addStreams(live("live+s")));
        assertThat(reasons(region.choose(VIEWER.ofTenant("other")))).containsExactly(Reason.OTHER_TENANT);
        assertThat(ids(region.choose(VIEWER.ofTenant("acme")))).containsExactly("a");
        carrier("shared");
        assertThat(ids(region.choose(VIEWER.ofTenant("other")))).containsExactly("shared");
    }

    @Test
    void draining() {
        carrier("a");
        nodes.set("a", Mode.Kind.KIND_DRAINING);
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.DRAINING);
        assertThat(reasons(region.choose(Wish.ingest()))).containsExactly(Reason.DRAINING);
        assertThat(reasons(region.chooseLikeMist(VIEWER))).containsExactly(Reason.DRAINING);
        assertThat(ids(region.choose(Wish.source("live+s"))))
                .as("where else should its stream come from?")
                .containsExactly("a");
        carrier("b");
        assertThat(ids(region.choose(Wish.source("live+s")))).containsExactly("b");
    }

    @Test
    void viewersOfADrainingNodeGoToOneThatPullsFromIt() {
        carrier("a");
        nodes.node("empty", report -> {});
        nodes.set("a", Mode.Kind.KIND_DRAINING);
        Choice.Ranked best = chosen(region.choose(VIEWER)).best();
        assertThat(best.node().id()).isEqualTo("empty");
        assertThat(best.isEmpty()).isTrue();
    }

    @Test
    void neverItsOwnSource() {
        ClientAddress own = Objects.requireNonNull(ClientAddress.parse("::ffff:192.0.2.1"));
        nodes.node(TestRegion.identity("a"), Set.of(own), report -> report.addStreams(live("live+s")));
        ClientAddress asIs = Objects.requireNonNull(ClientAddress.parse("192.0.2.1"));
        assertThat(reasons(region.choose(Wish.source("live+s").from(asIs)))).containsExactly(Reason.SAME_HOST);
        assertThat(reasons(region.choose(Wish.source("live+s").calledBy("a")))).containsExactly(Reason.SAME_HOST);
        assertThat(reasons(region.chooseLikeMist(Wish.source("live+s").from(asIs))))
                .containsExactly(Reason.SAME_HOST);
        assertThat(ids(region.choose(Wish.source("live+s")))).containsExactly("a");
    }

    @Test
    void hasNotSaidWhatItCanCarry() {
        nodes.node("a", report -> report.setMemoryBytes(0).addStreams(live("live+s")));
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.METRICS_NOT_READY);
        assertThat(reasons(region.chooseLikeMist(VIEWER))).containsExactly(Reason.METRICS_NOT_READY);
        assertThat(chosen(region.chooseLikeMist(Wish.source("live+s"))).best().score())
                .as("MistServer's takes it as the last resort")
                .isEqualTo(1);
    }

    @Test
    void outOfBandwidth() {
        nodes.node("a", report -> report.setUpBytesPerS(TestRegion.LIMIT).addStreams(live("live+s")));
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.NO_BANDWIDTH);
        assertThat(reasons(region.chooseLikeMist(VIEWER))).containsExactly(Reason.NO_BANDWIDTH);
        nodes.report("a", report -> report.setUpBytesPerS(TestRegion.LIMIT - 10).addStreams(live("live+s")));
        assertThat(ids(region.choose(VIEWER))).containsExactly("a");
        region.viewers().sent(nodes.get("a"), "live+s", new ClientAddress(0, 1));
        assertThat(reasons(region.choose(VIEWER))).as("by redirects alone").containsExactly(Reason.NO_BANDWIDTH);
    }

    @Test
    void processorsThatSomebodyElseHasTaken() {
        nodes.node("a", report -> report.setCpuPermille(500));
        assertThat(reasons(region.choose(Wish.ingest().reserving(500)))).containsExactly(Reason.CPU_TAKEN);
        assertThat(reasons(region.chooseLikeMist(Wish.ingest().reserving(500)))).containsExactly(Reason.CPU_TAKEN);
        nodes.node("b", report -> report.setCpuPermille(499).setUpBytesPerS(TestRegion.LIMIT / 2));
        assertThat(ids(region.choose(Wish.ingest().reserving(500))))
                .as("the best one lacks it, the next one is asked")
                .containsExactly("b");
    }

    @Test
    void theStreamIsNotThere() {
        nodes.node("a", report -> {});
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.STREAM_ABSENT);
        assertThat(reasons(region.chooseLikeMist(Wish.source("live+s")))).containsExactly(Reason.STREAM_ABSENT);
        assertThat(ids(region.chooseLikeMist(VIEWER)))
                .as("MistServer's sends viewers anywhere")
                .containsExactly("a");
    }

    @Test
    void theStreamHasNoInput() {
        nodes.node("a", report -> report.addStreams(live("live+s").toBuilder().setInputs(0)));
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.NO_INPUTS);
        assertThat(reasons(region.chooseLikeMist(Wish.source("live+s")))).containsExactly(Reason.NO_INPUTS);
    }

    @Test
    void copiesAreNoSource() {
        nodes.node("a", report -> report.addStreams(TestRegion.replica("live+s")));
        assertThat(reasons(region.choose(Wish.source("live+s")))).containsExactly(Reason.ONLY_REPLICA);
        assertThat(reasons(region.chooseLikeMist(Wish.source("live+s")))).containsExactly(Reason.ONLY_REPLICA);
        assertThat(ids(region.choose(VIEWER))).containsExactly("a");
    }

    @Test
    void notConfiguredForTheStream() {
        nodes.node("a", report -> report.addConfiguredStreams("vod").addStreams(live("live+s")));
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.NOT_CONFIGURED);
        assertThat(reasons(region.chooseLikeMist(VIEWER))).containsExactly(Reason.NOT_CONFIGURED);
        nodes.report("a", report -> report.addConfiguredStreams("live").addStreams(live("live+s")));
        assertThat(ids(region.choose(VIEWER))).containsExactly("a");
        assertThat(ids(region.chooseLikeMist(Wish.viewer("live t")))).containsExactly("a");
        assertThat(ids(region.chooseLikeMist(Wish.viewer("liver")))).isEmpty();
    }

    @Test
    void nothingLeftOfItsScore() {
        carrier("a");
        Wish wish = VIEWER.preferring(TagRules.parse("{\"-nowhere\":-9000}"));
        assertThat(reasons(region.choose(wish))).containsExactly(Reason.SCORE_ZERO);
        assertThat(reasons(region.chooseLikeMist(wish))).containsExactly(Reason.SCORE_ZERO);
    }

    @Test
    void theSentenceNamesAReasonOnlyWhenItIsTheOnlyOne() {
        nodes.node("a", report -> {});
        Choice.Refused one = (Choice.Refused) region.choose(VIEWER);
        assertThat(one.sentence()).isEqualTo("no node has the stream");
        nodes.node("b", report -> report.setMemoryBytes(0));
        Choice.Refused two = (Choice.Refused) region.choose(VIEWER);
        assertThat(two.counts())
                .containsOnly(Map.entry(Reason.STREAM_ABSENT, 1), Map.entry(Reason.METRICS_NOT_READY, 1));
        assertThat(two.sentence()).isEqualTo("no node can serve it");
    }

    @Test
    void theEarlierReasonCounts() {
        nodes.node("a", report -> report.setIsHealthy(false).setUpBytesPerS(TestRegion.LIMIT));
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.INACTIVE);
        nodes.set("a", Mode.Kind.KIND_MAINTENANCE);
        assertThat(reasons(region.choose(VIEWER))).containsExactly(Reason.MAINTENANCE);
    }
}
