package dev.flotilla.edge.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.flow.v1.FlowHealth;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void waitsUntilMediaArrivesForTheFirstTime() {
        assertThat(Health.of(false, false, false, "no caller yet", List.of()))
                .isEqualTo(new Health(FlowHealth.FLOW_HEALTH_WAITING, "no caller yet"));
    }

    @Test
    void missesASourceThatWasThere() {
        assertThat(Health.of(false, true, false, "no caller yet", List.of("a: refused"))
                        .health())
                .isEqualTo(FlowHealth.FLOW_HEALTH_NO_SOURCE);
    }

    @Test
    void isDegradedByAFaultyOutput() {
        assertThat(Health.of(true, true, false, "", List.of("a: 1", "b: 2", "c: 3", "d: 4", "e: 5")))
                .isEqualTo(new Health(FlowHealth.FLOW_HEALTH_DEGRADED, "a: 1; b: 2; c: 3; and 2 more outputs"));
    }

    @Test
    void isDegradedByAStreamWithoutSync() {
        assertThat(Health.of(true, true, true, "", List.of()).health()).isEqualTo(FlowHealth.FLOW_HEALTH_DEGRADED);
    }

    @Test
    void hasNothingToSayWhenAllIsWell() {
        assertThat(Health.of(true, true, false, "", List.of()))
                .isEqualTo(new Health(FlowHealth.FLOW_HEALTH_RECEIVING, ""));
    }
}
