package dev.flotilla.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Throttle throttle = new Throttle(3, 100);

    @Test
    void letsTheFreeTriesPass() {
        assertThat(tries("a", 3, START)).isZero();
    }

    @Test
    void doublesTheWaitAfterTheFreeTries() {
        tries("a", 3, START);
        assertThat(throttle.tryNow("a", START)).isEqualTo(Duration.ofSeconds(1));
        Instant later = START.plusSeconds(1);
        assertThat(throttle.tryNow("a", later)).isZero();
        assertThat(throttle.tryNow("a", later)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void neverWaitsLongerThanAQuarterOfAnHour() {
        Instant now = START;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 60; i++) {
            Duration wait = throttle.tryNow("a", now);
            longest = wait.compareTo(longest) > 0 ? wait : longest;
            now = now.plus(wait);
        }
        assertThat(longest).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void countsEachKeyForItself() {
        tries("a", 4, START);
        assertThat(throttle.tryNow("b", START)).isZero();
    }

    @Test
    void forgivesAfterAQuietHour() {
        tries("a", 3, START);
        assertThat(tries("a", 2, START.plus(Duration.ofMinutes(61)))).isZero();
        assertThat(throttle.tryNow("a", START.plus(Duration.ofMinutes(61)))).isZero();
    }

    @Test
    void aRightTryDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            assertThat(throttle.tryNow("a", START)).isZero();
            throttle.takeBack("a");
        }
    }

    @Test
    void forgetsTheOldestKeyRatherThanGrow() {
        Throttle small = new Throttle(1, 2);
        small.tryNow("a", START);
        small.tryNow("b", START);
        small.tryNow("c", START);
        assertThat(small.tryNow("a", START)).isZero();
        assertThat(small.tryNow("c", START)).isPositive();
    }

    private Duration tries(String key, int count, Instant now) {
        Duration last = Duration.ZERO;
        for (int i = 0; i < count; i++) {
            last = throttle.tryNow(key, now);
        }
        return last;
    }
}
