package dev.flotilla.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String OPERATOR = "admin@example.org";

    private final Guessing guessing = new Guessing();

    @Test
    void aStrangerHoldsUpNoOperator() {
        guess(OPERATOR, "198.51.100.1", 50);
        assertThat(admit(OPERATOR, "198.51.100.1")).isPositive();
        assertThat(admit(OPERATOR, "203.0.113.1")).isZero();
    }

    @Test
    void strangersFromEverywhereDelayAnOperatorByTwoSecondsAtTheMost() {
        for (int i = 0; i < 200; i++) {
            guess(OPERATOR, "198.51.100." + i, 5);
        }
        assertThat(admit(OPERATOR, "203.0.113.1")).isZero();
        assertThat(guessing.delay(tried(OPERATOR, "203.0.113.1"), NOW)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aTryThatHasToWaitCountsNowhere() {
        guess(OPERATOR, "198.51.100.1", 500);
        assertThat(admit("colleague@example.org", "198.51.100.1")).isZero();
    }

    @Test
    void aNetworkThatTriesManyAccountsWaits() {
        for (int i = 0; i < 20; i++) {
            assertThat(admit("user" + i, "198.51.100.1")).isZero();
        }
        assertThat(admit("another", "198.51.100.1")).isPositive();
        assertThat(admit("another", "198.51.100.2")).isZero();
    }

    @Test
    void aTryThatWasNotMadeDoesNotCount() {
        for (int i = 0; i < 50; i++) {
            assertThat(admit(OPERATOR, "198.51.100.1")).isZero();
            guessing.notMade(tried(OPERATOR, "198.51.100.1"), NOW);
        }
    }

    @Test
    void theWaitRunsFromTheAnswer() {
        guess(OPERATOR, "198.51.100.1", 5);
        Instant answered = NOW.plusSeconds(30);
        guessing.wrong(tried(OPERATOR, "198.51.100.1"), answered);
        assertThat(guessing.admit(tried(OPERATOR, "198.51.100.1"), answered)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRightPasswordForgivesTheWrongOnesBefore() {
        guess(OPERATOR, "198.51.100.1", 4);
        assertThat(admit(OPERATOR, "198.51.100.1")).isZero();
        guessing.right(tried(OPERATOR, "198.51.100.1"), NOW);
        assertThat(admit(OPERATOR, "198.51.100.1")).isZero();
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOneCaller() {
        for (int i = 0; i < 5; i++) {
            guess(OPERATOR, "2001:db8:0:7::" + i, 1);
        }
        assertThat(admit(OPERATOR, "2001:db8:0:7:ffff::1")).isPositive();
        assertThat(admit(OPERATOR, "2001:db8:0:8::1")).isZero();
    }

    @Test
    void anAddressIsKnownHoweverItIsWritten() {
        assertThat(Origin.of("::ffff:198.51.100.1")).isEqualTo(Origin.of("198.51.100.1"));
        assertThat(Origin.of("nonsense")).isEqualTo(Origin.of(null));
    }

    private void guess(String account, String address, int times) {
        for (int i = 0; i < times; i++) {
            admit(account, address);
        }
    }

    private Duration admit(String account, String address) {
        return guessing.admit(tried(account, address), NOW);
    }

    private static Guessing.Try tried(String account, String address) {
        return new Guessing.Try(account, Origin.of(address));
    }
}
