package dev.flotilla.edge.foghorn.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final AtomicLong nowNs = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Recent<String, Integer> recent = new Recent<>(2, Duration.ofSeconds(1), nowNs::get);

    @Test
    void forgetsFirstWhatNobodyAskedForTheLongest() {
        recent.put("a", 1);
        recent.put("b", 2);
        recent.get("a");
        recent.put("c", 3);

        assertThat(recent.get("b")).isNull();
        assertThat(recent.get("a")).isEqualTo(1);
        assertThat(recent.get("c")).isEqualTo(3);
    }

    @Test
    void forgetsWhatHasLivedItsLifeAlthoughTheClockWrapsAround() {
        recent.put("a", 1);
        nowNs.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(recent.get("a")).isEqualTo(1);
        nowNs.addAndGet(1);
        assertThat(recent.get("a")).isNull();
        assertThat(recent.values()).isEmpty();
    }

    @Test
    void makesWhatItDoesNotRememberOnce() {
        assertThat(recent.getOrMake("a", String::length)).isEqualTo(1);
        assertThat(recent.getOrMake("a", _ -> 9)).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsUnwanted() {
        recent.put("a", 1);
        recent.put("b", 2);
        recent.removeIf((key, value) -> value == 1);
        assertThat(recent.values()).containsExactly(2);
    }
}
