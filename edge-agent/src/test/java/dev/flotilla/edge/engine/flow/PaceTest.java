package dev.flotilla.edge.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long TURN_NS = 1_000_000;
    private static final long SPAN_NS = 50_000_000;

    private final Pace pace = new Pace(0);
    private long nowNs;

    @Test
    void wakesWithEachPacketOfAStreamThatBringsFewOfThemInATurn() {
        come(95, 1, true);
        assertThat(pace.isByPacket()).isTrue();
    }

    @Test
    void goesByTheClockWhereATurnGathersMany() {
        come(950, 1, true);
        assertThat(pace.isByPacket()).isFalse();
    }

    @Test
    void goesByTheClockForManyOutputs() {
        come(95, 3, true);
        assertThat(pace.isByPacket()).isFalse();
    }

    @Test
    void goesByTheClockWhereNothingComes() {
        come(95, 1, true);
        come(0, 1, true);
        assertThat(pace.isByPacket()).isFalse();
    }

    @Test
    void goesByTheClockWhereAPacketWakesNobody() {
        come(95, 1, false);
        assertThat(pace.isByPacket()).isFalse();
    }

    @Test
    void doesNotGoToAndFroNearTheBound() {
        come(100, 1, true);
        come(135, 1, true);
        assertThat(pace.isByPacket()).isTrue();
        come(160, 1, true);
        come(135, 1, true);
        assertThat(pace.isByPacket()).isFalse();
    }

    private void come(int packets, int outputs, boolean canWake) {
        pace.received(packets);
        nowNs += SPAN_NS;
        pace.decide(nowNs, TURN_NS, outputs, canWake);
    }
}
