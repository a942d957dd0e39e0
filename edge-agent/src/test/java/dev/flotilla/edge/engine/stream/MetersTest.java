package dev.flotilla.edge.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetersTest {
    private static final long MS = 1_000_000;

    @Test
    void measuresTheBitrateOfTheLastSecond() {
        var meter = new BitrateMeter();
        assertThat(meter.sample(0, 0)).isZero();
        assertThat(meter.sample(1_000, 500 * MS)).isEqualTo(16_000);
        assertThat(meter.sample(3_000, 1_000 * MS)).isEqualTo(24_000);
        assertThat(meter.sample(3_000, 1_500 * MS)).isEqualTo(16_000);
        assertThat(meter.sample(3_000, 2_000 * MS)).isZero();
    }

    @Test
    void measuresNoJitterOnAnEvenStream() {
        var jitter = new JitterMeter();
        for (long i = 1; i < 1_000; i++) {
            jitter.arrived(i * MS);
        }
        assertThat(jitter.jitterMs()).isCloseTo(0, within(0.01));
    }

    @Test
    void measuresTheJitterOfAnUnevenStream() {
        var jitter = new JitterMeter();
        for (long i = 1; i < 1_000; i++) {
            jitter.arrived(i * 2 * MS + (i % 2 == 0 ? MS / 2 : 0));
        }
        assertThat(jitter.jitterMs()).isCloseTo(0.5, within(0.1));
    }
}
