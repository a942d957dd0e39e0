package dev.flotilla.edge.engine.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flotilla.natives.libc.Processors;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.RtmpPublisher;
import dev.flotilla.proto.flow.v1.SrtCaller;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.util.BitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the thread of the test, which may run anywhere again afterwards. */
class SeatIT {
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final long SPAN_NS = 200_000_000;
    private static final FlowSpec SRT = flow(Output.newBuilder().setSrtCaller(SrtCaller.getDefaultInstance()));
    private static final FlowSpec UDP = flow(Output.newBuilder().setUdp(UdpSender.getDefaultInstance()));
    private static final FlowSpec MIXED = SRT.toBuilder()
            .addOutputs(Output.newBuilder().setRtmp(RtmpPublisher.getDefaultInstance()))
            .build();

    private final BitSet all = Processors.allowed();
    private final Placement placement = new Placement(all);

    @BeforeEach
    void needsAChoice() {
        assumeTrue(all.cardinality() > 1, "one processor only");
    }

    @AfterEach
    void isEverywhereAgain() {
        assertThat(Processors.allowed()).isEqualTo(all);
    }

    @Test
    void keepsAnSrtFlowOnOneProcessorAsLongAsItIsOne() {
        try (var seat = new Seat(placement)) {
            seat.follow(UDP);
            assertThat(Placement.here()).isEqualTo(Placement.ANYWHERE);
            seat.follow(SRT);
            assertThat(Placement.here()).isEqualTo(all.nextSetBit(0));
            seat.follow(MIXED);
            assertThat(Placement.here()).isEqualTo(Placement.ANYWHERE);
        }
    }

    @Test
    void opensAllProcessorsForAStepAndClosesThemAgain() {
        try (var seat = new Seat(placement)) {
            seat.follow(SRT);
            int before = Placement.here();
            placement.everywhere(() -> assertThat(Processors.allowed()).isEqualTo(all));
            assertThat(Placement.here()).isEqualTo(before);
        }
    }

    @Test
    void leavesACrowdedProcessorForGood() throws Exception {
        try (var seat = new Seat(placement)) {
            seat.follow(SRT);
            var rival = new Thread(SeatIT::spin);
            rival.start();
            long endNs = System.nanoTime() + PATIENCE_NS;
            while (Placement.here() != Placement.ANYWHERE && System.nanoTime() < endNs) {
                long untilNs = System.nanoTime() + SPAN_NS;
                while (System.nanoTime() < untilNs) {
                    Thread.onSpinWait();
                }
                seat.watch(System.nanoTime());
            }
            rival.interrupt();
            rival.join();
            assertThat(Placement.here()).isEqualTo(Placement.ANYWHERE);
            seat.follow(SRT);
            assertThat(Placement.here()).isEqualTo(Placement.ANYWHERE);
        }
    }

    /** On the same processor, which it inherits. */
    private static void spin() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private static FlowSpec flow(Output.Builder output) {
        return FlowSpec.newBuilder().addOutputs(output).build();
    }
}
