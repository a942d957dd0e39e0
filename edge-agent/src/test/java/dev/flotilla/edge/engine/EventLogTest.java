package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.event.v1.Severity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private final EventLog log = new EventLog(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            log.record("flow_0123456789abcdef", "source_lost", Severity.SEVERITY_WARNING, "Source in is lost");
        }
    }

    @Test
    void numbersEventsFromOneAndForgetsThoseThatAreStored() {
        record(3);
        assertThat(log.after(0)).extracting(event -> event.getNumber()).containsExactly(1L, 2L, 3L);
        assertThat(log.after(2)).extracting(event -> event.getNumber()).containsExactly(3L);
        assertThat(log.after(0)).hasSize(1);
    }

    @Test
    void losesTheOldestWhenNobodyAsks() {
        record(2_005);
        assertThat(log.after(0)).hasSize(2_000);
        assertThat(log.after(0).getFirst().getNumber()).isEqualTo(6);
        assertThat(log.lost()).isEqualTo(5);
    }
}
