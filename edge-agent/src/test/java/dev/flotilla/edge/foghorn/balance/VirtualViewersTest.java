package dev.flotilla.edge.foghorn.balance;

import static dev.flotilla.edge.foghorn.balance.TestRegion.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.balance.VirtualViewer.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Redirects that become viewers, or do not. */
class VirtualViewersTest {
    private static final long USUAL = 131_072;
    private final TestRegion nodes = new TestRegion().node("a", report -> report.addStreams(live("s")));
    private final VirtualViewers viewers = nodes.region.viewers();

    private static ClientAddress client(int number) {
        return new ClientAddress(number, 0);
    }

    private long added() {
        return nodes.region.snapshot().addedBandwidth(nodes.get("a"));
    }

    private void report() {
        nodes.report("a", report -> report.addStreams(live("s")));
    }

    @Test
    void aClientThatPollsIsOneViewer() {
        VirtualViewer first = viewers.sent(nodes.get("a"), "s", client(1)).orElseThrow();
        for (int i = 0; i < 1000; i++) {
            assertThat(viewers.sent(nodes.get("a"), "s", client(1))).containsSame(first);
        }
        assertThat(added()).isEqualTo(USUAL);
        assertThat(viewers.pending(nodes.get("a"))).isEqualTo(1);
        viewers.sent(nodes.get("a"), "t", client(1));
        viewers.sent(nodes.get("a"), "s", client(2));
        assertThat(added()).isEqualTo(3 * USUAL);
        assertThat(viewers.counts().repeated()).isEqualTo(1000);
    }

    @Test
    void aReportLeavesOnlyThoseWhoAreStillUnderWay() {
        viewers.sent(nodes.get("a"), "s", client(1));
        VirtualViewer second = viewers.sent(nodes.get("a"), "s", client(2)).orElseThrow();
        viewers.connected(nodes.get("a"), "s", client(1), "");
        assertThat(added()).as("until the report shows it").isEqualTo(2 * USUAL);
        report();
        assertThat(added()).isEqualTo(USUAL);
        viewers.connected(nodes.get("a"), "s", null, second.id());
        assertThat(second.state()).isEqualTo(State.ACTIVE);
        report();
        assertThat(added()).isZero();
        assertThat(viewers.counts().confirmed()).isEqualTo(2);
    }

    @Test
    void whoNeverComesIsGivenUp() {
        VirtualViewer viewer = viewers.sent(nodes.get("a"), "s", client(1)).orElseThrow();
        nodes.pass(30);
        nodes.region.look();
        assertThat(viewer.state()).isEqualTo(State.PENDING);
        nodes.pass(1);
        nodes.region.look();
        assertThat(viewer.state()).isEqualTo(State.ABANDONED);
        report();
        assertThat(added()).isZero();
        assertThat(viewers.sent(nodes.get("a"), "s", client(1))).get().isNotSameAs(viewer);
    }

    @Test
    void aViewerWithTwoSessionsIsGoneWhenBothAre() {
        VirtualViewer viewer = viewers.sent(nodes.get("a"), "s", client(1)).orElseThrow();
        viewers.connected(nodes.get("a"), "s", client(1), viewer.id());
        viewers.connected(nodes.get("a"), "s", client(1), viewer.id());
        viewers.disconnected(nodes.get("a"), "s", client(1));
        assertThat(viewer.state()).isEqualTo(State.ACTIVE);
        viewers.disconnected(nodes.get("a"), "s", client(1));
        assertThat(viewer.state()).isEqualTo(State.DISCONNECTED);
    }

    @Test
    void whoWasNotSeenForLongCountsAgainWhenHeIsSentAgain() {
        viewers.sent(nodes.get("a"), "s", client(1));
        viewers.connected(nodes.get("a"), "s", client(1), "");
        report();
        nodes.pass(600);
        nodes.region.look();
        viewers.sent(nodes.get("a"), "s", client(1));
        assertThat(added()).as("he may watch still").isZero();
        nodes.pass(1);
        nodes.region.look();
        viewers.sent(nodes.get("a"), "s", client(1));
        assertThat(added()).isEqualTo(USUAL);
    }

    @Test
    void whoComesByItselfCountsUntilTheNextReport() {
        assertThat(viewers.connected(nodes.get("a"), "s", client(9), "")).isEmpty();
        assertThat(added()).isEqualTo(USUAL);
        report();
        assertThat(added()).isZero();
    }

    @Test
    void anIdThatSomebodyMadeUpFindsNobody() {
        viewers.sent(nodes.get("a"), "s", client(1));
        assertThat(viewers.connected(nodes.get("a"), "s", client(2), "0000000000000000"))
                .isEmpty();
        assertThat(viewers.connected(nodes.get("a"), "s", client(2), "not an id at al"))
                .isEmpty();
    }

    @Test
    void theGuessIsWhatViewersOfTheNodeNeed() {
        nodes.report(
                "a", report -> report.setUpBytesPerS(4_000_000).setViewers(10).addStreams(live("s")));
        viewers.sent(nodes.get("a"), "s", client(1));
        assertThat(added()).isEqualTo(400_000);
        nodes.node("b", report -> {});
        viewers.sent(nodes.get("b"), "s", client(1));
        assertThat(nodes.region.snapshot().addedBandwidth(nodes.get("b")))
                .as("of the region, where the node has none")
                .isEqualTo(400_000);
    }

    @Test
    void holdsSoManyAndCountsTheRest() {
        for (int i = 0; i < 20_000; i++) {
            viewers.sent(nodes.get("a"), "s", client(i));
        }
        long unlisted = viewers.counts().unlisted();
        assertThat(unlisted).isPositive();
        assertThat(viewers.pending(nodes.get("a"))).isEqualTo(20_000 - unlisted);
        assertThat(added()).isEqualTo(20_000 * USUAL);
    }

    @Test
    void threadsThatSendAtOnceLoseNothing() throws InterruptedException, ExecutionException {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 1000;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 1000; i++) {
                        viewers.sent(nodes.get("a"), "s", client(first + i));
                        viewers.connected(nodes.get("a"), "s", client(first + i), "");
                    }
                }));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
        report();
        assertThat(viewers.pending(nodes.get("a"))).isZero();
        assertThat(added()).isZero();
    }
}
