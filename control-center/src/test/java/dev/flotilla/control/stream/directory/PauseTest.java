package dev.flotilla.control.stream.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseTest {
    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 5);
    private final Pause pause = new Pause(nowNs::get, Duration.ofSeconds(15));

    @Test
    void isShortWhileLooksSucceed() {
        for (int look = 0; look < 10; look++) {
            pass(Duration.ofSeconds(10));
            long begin = pause.begin();
            assertThat(pause.isTooLong()).isFalse();
            pause.ended(begin);
        }
    }

    @Test
    void isTooLongAfterAProcessStoodStillThoughTheLookSucceeds() {
        pass(Duration.ofSeconds(38));
        pause.begin();
        assertThat(pause.isTooLong()).isTrue();
    }

    @Test
    void countsFromTheBeginningOfASlowLook() {
        long begin = pause.begin();
        pass(Duration.ofSeconds(14));
        pause.ended(begin);
        pass(Duration.ofSeconds(2));
        assertThat(pause.isTooLong()).isTrue();
    }

    private void pass(Duration time) {
        nowNs.addAndGet(time.toNanos());
    }
}
