package dev.flotilla.edge.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.Await;
import dev.flotilla.edge.engine.NoLeaks;
import dev.flotilla.edge.engine.NumberedPackets;
import dev.flotilla.edge.engine.Programme;
import dev.flotilla.edge.engine.Sending;
import dev.flotilla.edge.engine.Specs;
import dev.flotilla.edge.engine.UdpPeer;
import dev.flotilla.proto.flow.v1.Failover;
import dev.flotilla.proto.flow.v1.FailoverReturn;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A running flow with two real UDP sources that fail and come back. */
@ExtendWith(NoLeaks.class)
class FailoverIT {
    private static final int SILENCE_MS = 200;

    private final List<String> events = new ArrayList<>();
    private final Programme[] programmes = {new Programme(1, 0x1000, 0x1f1, 12), new Programme(2, 0x1001, 0x2f2, 12)};
    private final int[] ports = new int[2];
    private final Sending[] sendings = new Sending[2];
    private UdpPeer receiver;
    private FlowSpec spec;

    @SuppressWarnings("NullAway.Init")
    private FlowThread flow;

    @BeforeEach
    void open() throws Exception {
        receiver = new UdpPeer();
        ports[0] = UdpPeer.freePort();
        ports[1] = UdpPeer.freePort();
        sendings[0] = Sending.start(programmes[0], ports[0]);
        sendings[1] = Sending.start(programmes[1], ports[1]);
        spec = Specs.flow(Specs.udpSource("a", ports[0]), Specs.udp("out", receiver.port())).toBuilder()
                .addSources(Specs.udpSource("b", ports[1]))
                .build();
        flow = new FlowThread("flow-test", one(), this::note, 1).start();
    }

    /** The flow with its first source only. */
    private FlowSpec one() {
        return spec.toBuilder().removeSources(1).build();
    }

    private void start(Failover.Builder failover) throws Exception {
        start(failover, "a", "b");
    }

    private void start(Failover.Builder failover, String selected, String standby) throws Exception {
        spec = spec.toBuilder()
                .setRedundancy(spec.getRedundancy().toBuilder().setFailover(failover.setSilenceMs(SILENCE_MS)))
                .build();
        flow.apply(spec);
        awaitSelected(selected);
        Await.until("the standby is ready", () -> report(standby).getStandby());
    }

    private synchronized void note(String type, Object severity, String message) {
        events.add(type + ": " + message);
    }

    private synchronized List<String> events(String type) {
        return events.stream().filter(each -> each.startsWith(type + ":")).toList();
    }

    @AfterEach
    void close() throws Exception {
        for (Sending sending : sendings) {
            sending.close();
        }
        flow.stop(false);
        assertThat(flow.join()).isTrue();
        receiver.close();
    }

    private SourceReport report(String name) {
        return flow.report().getSourcesList().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElse(SourceReport.getDefaultInstance());
    }

    private void awaitSelected(String name) throws Exception {
        Await.until(
                name + " feeds the outputs",
                () -> report(name).getSelected() && report(name).getConnected());
    }

    private void awaitSwitches(long count) throws Exception {
        Await.until(count + " switches", () -> flow.report().getSwitches().getTotal() == count);
    }

    @Test
    void fillsTheHoleOfASilentSourceInTime() throws Exception {
        fillHoles(6);
    }

    @Test
    @Tag("long")
    void fillsTheHolesOfSilentSourcesInTime() throws Exception {
        fillHoles(100);
    }

    /** Who is silent changes; what is measured is the hole that the receivers see. */
    private void fillHoles(int switches) throws Exception {
        start(Failover.newBuilder().setReturnPolicy(FailoverReturn.FAILOVER_RETURN_BY_HAND));
        double[] gapsMs = new double[switches];
        for (int i = 0; i < switches; i++) {
            sendings[i % 2].pause();
            awaitSwitches(i + 1);
            gapsMs[i] = flow.report().getSwitches().getLastGapMs();
            sendings[i % 2].resume();
            String back = i % 2 == 0 ? "a" : "b";
            Await.until("the standby is back", () -> report(back).getStandby());
        }
        Arrays.sort(gapsMs);
        System.out.printf(
                "failover after %d ms of silence, %d switches: median %.1f ms, p95 %.1f ms, worst %.1f ms%n",
                SILENCE_MS, switches, gapsMs[switches / 2], gapsMs[switches * 95 / 100], gapsMs[switches - 1]);
        assertThat(gapsMs[0]).isGreaterThanOrEqualTo(SILENCE_MS);
        assertThat(flow.report().getSwitches().getSilence()).isEqualTo(switches);
        assertThat(events("source_failover")).hasSize(switches);
        checkStream(receiver.received(), switches);
    }

    /** Whole packets, each source's own in order; where the stream changes over, a flag on the clock's first packet. */
    private static void checkStream(byte[] stream, int switches) {
        assertThat(stream.length % Programme.PACKET).isZero();
        int tag = 1;
        int seen = 0;
        int announced = 0;
        long[] last = {-1, -1};
        boolean isDue = false;
        for (int at = 0; at < stream.length; at += Programme.PACKET) {
            assertThat(stream[at]).isEqualTo((byte) 0x47);
            int pid = Programme.pid(stream, at);
            if (pid != 0x1f1 && pid != 0x2f2) {
                continue;
            }
            assertThat(Programme.tag(stream, at)).isEqualTo(pid >> 8);
            if (pid >> 8 != tag) {
                tag = pid >> 8;
                seen++;
                isDue = true;
            }
            long number = Programme.number(stream, at);
            assertThat(number).isGreaterThan(last[tag - 1]);
            last[tag - 1] = number;
            assertThat(Programme.isDiscontinuous(stream, at))
                    .isEqualTo(isDue && (Programme.hasClock(stream, at) || Programme.isRandomAccess(stream, at)));
            if (isDue && Programme.hasClock(stream, at)) {
                announced++;
                isDue = false;
            }
        }
        assertThat(seen).isEqualTo(switches);
        assertThat(announced).isEqualTo(switches);
    }

    @Test
    void returnsToThePrimaryAfterTheHoldOffAtARandomAccessPoint() throws Exception {
        start(Failover.newBuilder()
                .setReturnPolicy(FailoverReturn.FAILOVER_RETURN_AFTER_HOLD_OFF)
                .setHoldOffMs(700));
        sendings[0].pause();
        awaitSwitches(1);
        sendings[0].resume();
        long resumedNs = System.nanoTime();
        awaitSwitches(2);
        long tookMs = (System.nanoTime() - resumedNs) / 1_000_000;
        assertThat(tookMs).isGreaterThanOrEqualTo(700);
        FlowReport report = flow.report();
        assertThat(report.getSwitches().getReturned()).isEqualTo(1);
        assertThat(events("primary_recovered"))
                .containsExactly("primary_recovered: Primary source a recovered, switching back");
        byte[] stream = receiver.received();
        checkStream(stream, 2);
        int back = firstAfterLast(stream, 0x2f2);
        assertThat(Programme.isRandomAccess(stream, back)).isTrue();
        // The old source fed on until then: the receivers saw no hole.
        assertThat(report.getSwitches().getLastGapMs()).isLessThan(SILENCE_MS);
    }

    private static int firstAfterLast(byte[] stream, int pid) {
        int at = stream.length - Programme.PACKET;
        while (Programme.pid(stream, at) != pid) {
            at -= Programme.PACKET;
        }
        return at + Programme.PACKET;
    }

    @Test
    void switchesByHandWithoutAHoleAndStaysThere() throws Exception {
        start(Failover.newBuilder());
        assertThat(flow.select("c")).isEqualTo("no source has the name 'c'");
        assertThat(flow.select("b")).isEmpty();
        awaitSwitches(1);
        assertThat(flow.report().getSwitches().getByHand()).isEqualTo(1);
        Thread.sleep(1_500);
        assertThat(report("b").getSelected()).isTrue();
        assertThat(events("source_selected")).hasSize(1);
        checkStream(receiver.received(), 1);
        sendings[0].pause();
        Await.until("the standby is gone", () -> !report("a").getStandby());
        assertThat(flow.select("a")).isEqualTo("source 'a' delivers less than is needed to switch to it");
        assertThat(flow.report().getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_DEGRADED);
        assertThat(flow.report().getDetail()).startsWith("no standby: a: ");
    }

    @Test
    void staysWithWhatWasSelectedByHandWhenSettingsAndTheOtherSourceChange() throws Exception {
        start(Failover.newBuilder());
        assertThat(flow.select("b")).isEmpty();
        awaitSwitches(1);
        start(Failover.newBuilder().setSpliceWaitMs(100), "b", "a");
        int third = UdpPeer.freePort();
        try (var _ = Sending.start(programmes[0], third)) {
            spec = spec.toBuilder().setSources(0, Specs.udpSource("a", third)).build();
            sendings[0].close();
            start(Failover.newBuilder().setSpliceWaitMs(200), "b", "a");
            long later = report("b").getPacketsReceived() + 200;
            Await.until("time passes", () -> report("b").getPacketsReceived() > later);
            assertThat(report("b").getSelected()).isTrue();
            assertThat(flow.report().getSwitches().getTotal()).isEqualTo(1);
            sendings[1].pause();
            awaitSwitches(2);
            sendings[1].resume();
        }
    }

    @Test
    void leavesASourceThatLosesARequiredPidOrItsSync() throws Exception {
        start(Failover.newBuilder().addRequiredPids(0));
        programmes[0].hasTables = false;
        awaitSwitches(1);
        assertThat(flow.report().getSwitches().getMissingPid()).isEqualTo(1);
        programmes[0].hasTables = true;
        awaitSwitches(2);
        sendings[0].garble(true);
        awaitSwitches(3);
        assertThat(flow.report().getSwitches().getSyncLoss()).isEqualTo(1);
        assertThat(report("a").getStreamErrors().getTsSyncLoss()).isPositive();
    }

    /** A second source comes, changes and goes; neither the first one nor the output notices. */
    @Test
    void changesOneSourceWithoutTouchingTheRest() throws Exception {
        Await.until("a feeds", () -> receiver.receivedBytes() > 100 * Programme.PACKET);
        flow.apply(spec);
        Await.until("the standby is ready", () -> report("b").getStandby());
        int third = UdpPeer.freePort();
        try (var _ = Sending.start(new Programme(3, 0x1002, 0x300, 12), third)) {
            flow.apply(
                    spec.toBuilder().setSources(1, Specs.udpSource("b", third)).build());
            Await.until("the new standby is ready", () -> report("b").getStandby());
            flow.apply(one());
            Thread.sleep(300);
            byte[] stream = receiver.received();
            checkStream(stream, 0);
            long first = -1;
            long expected = -1;
            for (int at = 0; at < stream.length; at += Programme.PACKET) {
                if (Programme.pid(stream, at) == 0x1f1) {
                    first = first < 0 ? Programme.number(stream, at) : first;
                    expected = expected < 0 ? first : expected;
                    assertThat(Programme.number(stream, at)).isEqualTo(expected++);
                }
            }
            // The one that feeds is taken away: the other one stands in at once.
            flow.apply(spec);
            Await.until("the standby is ready", () -> report("b").getStandby());
            flow.apply(one().toBuilder()
                    .setSources(0, Specs.udpSource("b", ports[1]))
                    .build());
            awaitReport(report -> report.getSources(0).getSelected());
            int before = receiver.receivedBytes();
            Await.until("b feeds", () -> receiver.receivedBytes() > before + 100 * Programme.PACKET);
            checkStream(receiver.received(), 1);
        }
    }

    /** What the kernel has taken for the flow when it is told to end leaves this machine, too. */
    @Test
    void drainsWhenItEnds() throws Exception {
        sendings[0].close();
        FlowSpec.Builder holding = one().toBuilder();
        holding.getOutputsBuilder(0).setSmoothingMs(10);
        flow.apply(holding.build());
        byte[] packets = new NumberedPackets().take(700);
        try (var sender = new UdpPeer()) {
            Await.until("the flow listens", () -> {
                sender.send(packets, 0, 188, ports[0]);
                return receiver.receivedBytes() > 0;
            });
            int before = receiver.receivedBytes();
            for (int at = 0; at < packets.length; at += 7 * 188) {
                sender.send(packets, at, 7 * 188, ports[0]);
            }
            flow.stop(true);
            assertThat(flow.join()).isTrue();
            Await.until("every packet has come", () -> receiver.receivedBytes() >= before + packets.length);
        }
    }

    private void awaitReport(Predicate<FlowReport> isSo) throws Exception {
        Await.until("the report says so", () -> isSo.test(flow.report()));
    }
}
