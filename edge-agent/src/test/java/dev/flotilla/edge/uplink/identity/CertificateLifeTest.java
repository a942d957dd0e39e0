package dev.flotilla.edge.uplink.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateLifeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final CertificateLife NINETY_DAYS = new CertificateLife(START, START.plus(Duration.ofDays(90)));

    @Test
    void isRenewedFromTheSixtiethOfNinetyDaysOn() {
        assertThat(NINETY_DAYS.due(0)).isEqualTo(START.plus(Duration.ofDays(60)));
        assertThat(NINETY_DAYS.due(Math.nextDown(1.0)))
                .isBetween(START.plus(Duration.ofDays(62)), START.plus(Duration.ofDays(63)));
    }

    @Test
    void isNearItsEndInTheLastSixth() {
        assertThat(NINETY_DAYS.isNearEnd(START.plus(Duration.ofDays(74)))).isFalse();
        assertThat(NINETY_DAYS.isNearEnd(START.plus(Duration.ofDays(76)))).isTrue();
        assertThat(NINETY_DAYS.hasEnded(START.plus(Duration.ofDays(89)))).isFalse();
        assertThat(NINETY_DAYS.hasEnded(START.plus(Duration.ofDays(91)))).isTrue();
    }

    @Test
    void isTriedAgainWithinHoursOrSeconds() {
        assertThat(NINETY_DAYS.retry()).isEqualTo(Duration.ofHours(6));
        assertThat(new CertificateLife(START, START.plusSeconds(30)).retry()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new CertificateLife(START, START.plus(Duration.ofHours(5))).retry())
                .isEqualTo(Duration.ofMinutes(3));
    }
}
