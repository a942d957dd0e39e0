package dev.flotilla.bench.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static Outcome outcome(Map<String, Double> counts, boolean keepsDatagrams) {
        return new Outcome(0.5, 2, 1_000, counts, 70, 2, keepsDatagrams);
    }

    @Test
    void pricesWhatWasDelivered() {
        Outcome outcome = outcome(Map.of("packets", 2_000.0, "bytes", 2_632_000.0, "lost", 0.0), true);
        assertThat(outcome.cpuPerGigabyte()).isCloseTo(0.5 / 0.002632, within(1e-9));
        assertThat(outcome.cores()).isEqualTo(0.25);
        assertThat(outcome.isComplete()).isTrue();
        assertThat(outcome.losses()).isEqualTo("none lost of 2000");
    }

    @Test
    void oneMissingStampIsALoss() {
        Outcome outcome = outcome(Map.of("packets", 1_999.0, "bytes", 2_630_684.0, "lost", 1.0), true);
        assertThat(outcome.isComplete()).isFalse();
        assertThat(outcome.losses()).isEqualTo("1 lost of 2000");
    }

    @Test
    void aRelayThatWritesTheStreamAnewIsJudgedByItsBytes() {
        assertThat(outcome(Map.of("bytes", 2_600_000.0), false).isComplete()).isTrue();
        assertThat(outcome(Map.of("bytes", 2_500_000.0), false).isComplete()).isFalse();
    }

    @Test
    void theMedianIsTheValueInTheMiddle() {
        assertThat(Median.of(DoubleStream.of(9, 1, 2))).isEqualTo(2);
        assertThat(Median.of(DoubleStream.of(4, 1, 2, 9))).isEqualTo(3);
    }
}
