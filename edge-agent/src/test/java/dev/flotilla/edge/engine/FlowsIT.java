package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.engine.control.RefusedException;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.OutputReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flows whose thread hangs: it does, in these tests, while it notes that its source receives. */
class FlowsIT {
    private final HangingClock clock = new HangingClock();
    private final Flows flows = new Flows(clock, new EventLog(clock), () -> {});
    private final FlowId id = FlowId.random();
    private FlowSpec first;
    private FlowSpec second;

    @BeforeEach
    void aFlowThatHangs() throws Exception {
        int port = UdpPeer.freePort();
        first = Specs.flow(id, Specs.udpSource(port), Specs.udp("first", UdpPeer.freePort()));
        second = Specs.flow(id, Specs.udpSource(port), Specs.udp("second", UdpPeer.freePort()));
        flows.apply(first);
        try (var encoder = new UdpPeer();
                var _ = Stream.start(encoder, port)) {
            clock.hangs.await();
        }
    }

    @AfterEach
    void end() {
        clock.mayGoOn.countDown();
        flows.close();
    }

    @Test
    void takesBackWhatItsThreadNeverConfirmed() throws Exception {
        assertThatThrownBy(() -> flows.apply(second))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.fault()).contains("does not answer"));
        assertThat(flows.greet("test").getFlows(0).getRunning())
                .as("known to run")
                .isFalse();
        assertThat(report().getHealth()).isEqualTo(FlowHealth.FLOW_HEALTH_DEGRADED);
        assertThat(report().getDetail()).contains("may not be as it was last told to be");

        clock.mayGoOn.countDown();
        flows.apply(first);
        Await.until(
                "the first again",
                () -> report().getOutputsList().stream()
                        .map(OutputReport::getName)
                        .toList()
                        .equals(java.util.List.of("first")));
        assertThat(flows.greet("test").getFlowsList()).containsExactly(first);
    }

    @Test
    void keepsAFlowThatDoesNotEnd() throws Exception {
        assertThatThrownBy(() -> flows.remove(id.value()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refusal -> assertThat(refusal.fault())
                                .isEqualTo("flow " + id + " has not ended yet, and its ports stay taken"));
        assertThat(report().getDetail()).isEqualTo("the flow was told to end and has not: its ports stay taken");
        assertThatThrownBy(() -> flows.apply(first)).isInstanceOf(RefusedException.class);

        clock.mayGoOn.countDown();
        flows.apply(second);
        assertThat(flows.greet("test").getFlowsList()).containsExactly(second);
        flows.remove(id.value());
        assertThat(flows.observe(0).getFlowsList()).isEmpty();
    }

    private FlowReport report() {
        return flows.observe(0).getFlows(0);
    }

    /** Keeps the first thread of a flow that asks for the time. */
    private static final class HangingClock extends Clock {
        final CountDownLatch hangs = new CountDownLatch(1);
        final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().startsWith("flow-")) {
                hangs.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
