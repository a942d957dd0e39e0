package dev.flotilla.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void bitrateIsBytesOverTimeInBitsPerSecond() {
        assertThat(Bitrate.of(1316 * 100, Duration.ofSeconds(1)).bps()).isEqualTo(1_052_800);
        assertThat(Bitrate.of(1_000, Duration.ZERO)).isEqualTo(Bitrate.ZERO);
        assertThatThrownBy(() -> new Bitrate(-1)).hasMessageContaining("-1");
    }

    @Test
    void bitrateReadsAsPeopleSayIt() {
        assertThat(new Bitrate(999)).hasToString("999 b/s");
        assertThat(new Bitrate(64_000)).hasToString("64.0 kb/s");
        assertThat(new Bitrate(4_200_000)).hasToString("4.2 Mb/s");
        assertThat(new Bitrate(12_340_000_000L)).hasToString("12.34 Gb/s");
    }

    @Test
    void generationsOnlyGrow() {
        assertThat(Generation.NONE.isOlderThan(Generation.NONE.next())).isTrue();
        assertThat(new Generation(7).isOlderThan(new Generation(7))).isFalse();
        assertThatThrownBy(() -> new Generation(-1)).hasMessageContaining("-1");
    }
}
