package dev.flotilla.edge.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SrtPaceTest {
    private static final long MS = 1_000_000;

    private final SrtPace pace = new SrtPace();

    @Test
    void leavesAFastSourceForATurn() {
        comes(100, 1 * MS / 2);
        assertThat(pace.pauseNs(1 * MS)).isEqualTo(1 * MS);
        assertThat(pace.pauseNs(5 * MS)).isEqualTo(5 * MS);
    }

    @Test
    void waitsForTwoPacketsButNeverLong() {
        comes(100, 3 * MS / 2);
        assertThat(pace.pauseNs(1 * MS)).isEqualTo(3 * MS);
        comes(10, 10 * MS);
        assertThat(pace.pauseNs(1 * MS)).isEqualTo(4 * MS);
    }

    @Test
    void looksAtOnceForAFlowThatHoldsNothing() {
        comes(10, 10 * MS);
        assertThat(pace.pauseNs(0)).isZero();
    }

    @Test
    void beginsWithATurn() {
        assertThat(pace.pauseNs(1 * MS)).isEqualTo(1 * MS);
    }

    /** That many packets, so far apart. */
    private void comes(int packets, long intervalNs) {
        pace.measure(0, 0);
        pace.measure(packets, packets * intervalNs);
    }
}
