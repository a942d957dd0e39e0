package dev.flotilla.control.fleet.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void whatMovesIsLookedAtSoonAndWhatRestsRarely() {
        assertThat(Pace.pause(true, 3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Pace.pause(false, 3)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aLargeClusterIsLookedAtLessOften() {
        assertThat(Pace.pause(true, 10_000)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Pace.pause(false, 10_000)).isEqualTo(Duration.ofSeconds(20));
    }
}
