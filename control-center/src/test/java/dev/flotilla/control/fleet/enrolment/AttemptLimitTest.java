package dev.flotilla.control.fleet.enrolment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final Clock clock =
            InstantSource.tick(() -> now, Duration.ofNanos(1)).withZone(ZoneOffset.UTC);
    private final AttemptLimit limit = new AttemptLimit(2, clock);

    @Test
    void allowsSoManyAMinuteFromEachAddress() {
        limit.count("192.0.2.1");
        limit.count("192.0.2.1");
        assertThatThrownBy(() -> limit.count("192.0.2.1"))
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessage("2 a minute are allowed from 192.0.2.1. Wait a minute.");
        assertThatCode(() -> limit.count("192.0.2.2")).doesNotThrowAnyException();
        now = now.plusSeconds(60);
        assertThatCode(() -> limit.count("192.0.2.1")).doesNotThrowAnyException();
    }
}
