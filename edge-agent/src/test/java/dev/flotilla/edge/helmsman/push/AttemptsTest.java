package dev.flotilla.edge.helmsman.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    @Test
    void waitsTwiceAsLongEachTimeUpToAMinuteAndNotAfterAGoodRun() {
        Attempts attempts = new Attempts();
        List<Long> pausesS = new ArrayList<>();
        long nowNs = 0;
        for (int round = 0; round < 8; round++) {
            assertThat(attempts.isDue(nowNs)).isTrue();
            attempts.begun(nowNs);
            long pauseS = 0;
            while (!attempts.isDue(nowNs)) {
                pauseS++;
                nowNs += Duration.ofSeconds(1).toNanos();
            }
            pausesS.add(pauseS);
        }
        assertThat(pausesS).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        attempts.begun(nowNs);
        attempts.good();
        assertThat(attempts.isDue(nowNs)).isTrue();
    }

    @Test
    void takesAddressesOfThreeKindsAndNeverSaysThem() {
        Target target = new Target("pt_0011223344556677", "rtmp://live.example.org/app/secret");
        assertThat(target).hasToString("pt_0011223344556677");
        assertThatThrownBy(() -> new Target("pt_0011223344556677", "file:///etc/secret"))
                .hasMessageContaining("pt_0011223344556677")
                .hasMessageNotContaining("secret");
    }
}
