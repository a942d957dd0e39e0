package dev.flotilla.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Throttle.Price PRICE = new Throttle.Price(3, Duration.ofSeconds(1), Duration.ofMinutes(15));

    private final Throttle throttle = new Throttle(PRICE, 100);

    @Test
    void letsTheFreeTriesPass() {
        count("a", 2, START);
        assertThat(throttle.wait("a", START)).isZero();
    }

    @Test
    void doublesTheWaitAfterTheFreeTries() {
        count("a", 3, START);
        assertThat(throttle.wait("a", START)).isEqualTo(Duration.ofSeconds(1));
        Instant later = START.plusSeconds(1);
        assertThat(throttle.wait("a", later)).isZero();
        count("a", 1, later);
        assertThat(throttle.wait("a", later)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void neverWaitsLongerThanItsLongest() {
        count("a", 1_000, START);
        assertThat(throttle.wait("a", START)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void countsEachKeyForItself() {
        count("a", 4, START);
        assertThat(throttle.wait("b", START)).isZero();
    }

    @Test
    void forgivesAfterAQuietHour() {
        count("a", 3, START);
        Instant later = START.plus(Duration.ofMinutes(61));
        assertThat(throttle.price("a", later)).isZero();
        count("a", 2, later);
        assertThat(throttle.wait("a", later)).isZero();
    }

    @Test
    void aTryTakenBackDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            count("a", 1, START);
            throttle.takeBack("a", START);
        }
        assertThat(throttle.wait("a", START)).isZero();
    }

    @Test
    void forgetsTheOldestKeyRatherThanGrow() {
        Throttle small = new Throttle(new Throttle.Price(1, Duration.ofSeconds(1), Duration.ofSeconds(1)), 2);
        for (String key : new String[] {"a", "b", "c"}) {
            small.count(key, START);
        }
        assertThat(small.wait("a", START)).isZero();
        assertThat(small.wait("c", START)).isPositive();
    }

    private void count(String key, int tries, Instant now) {
        for (int i = 0; i < tries; i++) {
            throttle.count(key, now);
        }
    }
}
