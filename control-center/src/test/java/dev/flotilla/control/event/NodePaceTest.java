package dev.flotilla.control.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.id.NodeId;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodePaceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final NodePace pace = new NodePace(100, 1_000);
    private final NodeId node = NodeId.random();

    @Test
    void takesAsManyAtOnceAsItMay() {
        assertThat(pace.take(node, 500, NOW)).isZero();
        assertThat(pace.take(node, 500, NOW)).isZero();
    }

    @Test
    void makesTheRestWaitForItsTurn() {
        pace.take(node, 1_000, NOW);
        assertThat(pace.take(node, 200, NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace.take(node, 100, NOW.plusSeconds(2))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void paysOffInAQuietTime() {
        pace.take(node, 1_000, NOW);
        assertThat(pace.take(node, 300, NOW.plusSeconds(3))).isZero();
        assertThat(pace.take(node, 1_000, NOW.plusSeconds(60))).isZero();
    }

    @Test
    void countsEachNodeForItself() {
        pace.take(node, 1_000, NOW);
        assertThat(pace.take(NodeId.random(), 1_000, NOW)).isZero();
    }

    @Test
    void refusesRatherThanWaitTooLong() {
        pace.take(node, 2_000, NOW);
        assertThatThrownBy(() -> pace.take(node, 1, NOW))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("RESOURCE_EXHAUSTED");
        assertThat(pace.take(node, 100, NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void wantsRoomForABatch() {
        assertThatThrownBy(() -> new NodePace(49, 500))
                .hasMessage("flotilla.event.node-rate must be at least 50: '49'");
        assertThatThrownBy(() -> new NodePace(50, 499))
                .hasMessage("flotilla.event.node-burst must be at least 500: '499'");
    }

    @Test
    void forgetsWhoeverIsPaidOff() {
        pace.take(node, 500, NOW);
        pace.forgetIdle(NOW.plusSeconds(4));
        assertThat(pace.take(node, 700, NOW.plusSeconds(4))).isZero();
        assertThat(pace.take(node, 300, NOW.plusSeconds(4))).isEqualTo(Duration.ofSeconds(1));
    }
}
