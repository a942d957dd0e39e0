package dev.flotilla.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockAheadTest {
    private static final Instant ASKED = Instant.parse("2026-11-20T06:00:00Z");
    private static final Instant ANSWERED = ASKED.plusSeconds(4);

    @Test
    void isNothingWhenTheOtherClockFitsIntoTheQuestion() {
        assertThat(ahead(ASKED)).isZero();
        assertThat(ahead(ASKED.plusSeconds(3))).isZero();
        assertThat(ahead(ANSWERED)).isZero();
    }

    @Test
    void isWhatEvenASlowAnswerDoesNotExplain() {
        assertThat(ahead(ASKED.minusSeconds(60))).isEqualTo(Duration.ofMinutes(1));
        assertThat(ahead(ANSWERED.plusSeconds(60))).isEqualTo(Duration.ofMinutes(-1));
    }

    private static Duration ahead(Instant theirs) {
        return UplinkSession.clockAhead(ASKED, theirs, ANSWERED);
    }
}
