package dev.flotilla.edge.foghorn.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final AtomicLong nowNs = new AtomicLong();
    private final Allowance<String> allowance = new Allowance<>(60, 10, 2, nowNs::get);

    private int takeAll(String caller) {
        int taken = 0;
        while (allowance.take(caller)) {
            taken++;
        }
        return taken;
    }

    @Test
    void grantsAFewAtOnceAndThenOneASecond() {
        assertThat(takeAll("a")).isEqualTo(10);
        nowNs.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(takeAll("a")).isEqualTo(3);
        nowNs.addAndGet(Duration.ofHours(3).toNanos());
        assertThat(takeAll("a")).isEqualTo(10);
    }

    @Test
    void keepsCallersApartAndForgetsThoseThatAreTooMany() {
        assertThat(takeAll("a")).isEqualTo(10);
        assertThat(takeAll("b")).isEqualTo(10);
        assertThat(takeAll("a")).isZero();
        assertThat(takeAll("c")).isEqualTo(10);
        assertThat(takeAll("a")).isZero();
        assertThat(takeAll("b")).as("was forgotten").isEqualTo(10);
    }
}
