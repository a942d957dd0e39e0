package dev.flotilla.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);

    @Test
    void doubleTheirBoundUpToTheLongest() {
        assertThat(Pauses.DEFAULT.afterFailures(1, ALMOST_ONE))
                .isBetween(Duration.ofMillis(499), Duration.ofMillis(500));
        assertThat(Pauses.DEFAULT.afterFailures(2, ALMOST_ONE))
                .isBetween(Duration.ofMillis(999), Duration.ofSeconds(1));
        assertThat(Pauses.DEFAULT.afterFailures(5, ALMOST_ONE))
                .isBetween(Duration.ofMillis(7_999), Duration.ofSeconds(8));
        assertThat(Pauses.DEFAULT.afterFailures(8, ALMOST_ONE))
                .isBetween(Duration.ofMillis(29_999), Duration.ofSeconds(30));
        assertThat(Pauses.DEFAULT.afterFailures(Integer.MAX_VALUE, ALMOST_ONE))
                .isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void spreadAFleetOverTheWholeBound() {
        Random random = new Random(7);
        long early = 0;
        for (int node = 0; node < 1_000; node++) {
            early +=
                    Pauses.DEFAULT.afterFailures(10, random.nextDouble()).compareTo(Duration.ofSeconds(15)) < 0 ? 1 : 0;
        }
        assertThat(early).isBetween(430L, 570L);
    }

    @Test
    void areLongAfterBeingTurnedAway() {
        assertThat(Pauses.DEFAULT.afterBeingTurnedAway(0)).isEqualTo(Duration.ofSeconds(450));
        assertThat(Pauses.DEFAULT.afterBeingTurnedAway(0.5)).isEqualTo(Duration.ofMinutes(15));
    }
}
