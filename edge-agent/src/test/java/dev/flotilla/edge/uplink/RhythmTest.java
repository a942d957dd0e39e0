package dev.flotilla.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.uplink.v1.Welcome;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final long SECOND = 1_000_000_000;
    private static final Welcome WELCOME = Welcome.newBuilder()
            .setHealthIntervalMs(5_000)
            .setReportIntervalMs(1_000)
            .build();

    @Test
    void sendsBothAtOnceAndThenEachAtItsInterval() {
        Rhythm rhythm = Rhythm.of(WELCOME, 0);
        assertThat(rhythm.takeHealth(0)).isTrue();
        assertThat(rhythm.takeReport(0)).isTrue();
        assertThat(rhythm.takeReport(SECOND - 1)).isFalse();
        assertThat(rhythm.takeReport(SECOND)).isTrue();
        assertThat(rhythm.takeHealth(SECOND)).isFalse();
        assertThat(rhythm.untilNext(SECOND, 10 * SECOND)).isEqualTo(SECOND);
        assertThat(rhythm.untilNext(SECOND, 7)).isEqualTo(7);
        assertThat(rhythm.untilNext(9 * SECOND, 7)).isZero();
    }

    @Test
    void doesNotRaceWhenToldAnIntervalOfNothing() {
        Rhythm rhythm = Rhythm.of(Welcome.getDefaultInstance(), 0);
        assertThat(rhythm.takeHealth(0)).isTrue();
        assertThat(rhythm.takeHealth(SECOND / 10 - 1)).isFalse();
    }

    @Test
    void survivesTheWrapOfTheClock() {
        long almostWrapped = Long.MAX_VALUE - Long.signum(SECOND);
        Rhythm rhythm = Rhythm.of(WELCOME, almostWrapped);
        assertThat(rhythm.takeReport(almostWrapped)).isTrue();
        assertThat(rhythm.takeReport(Long.MAX_VALUE)).isFalse();
        assertThat(rhythm.takeReport(almostWrapped + SECOND)).isTrue();
    }
}
