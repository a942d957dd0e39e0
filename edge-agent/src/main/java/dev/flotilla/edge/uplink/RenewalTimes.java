package dev.flotilla.edge.uplink;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** When a certificate is to be renewed, and when its end is so near that people should know. */
record RenewalTimes(Instant from, Instant until) {
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(6);

    static RenewalTimes of(X509Certificate certificate) {
        return new RenewalTimes(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /**
     * Two thirds of the life, and up to a thirtieth more, so that nodes which enrolled together do not renew together.
     *
     * @param random evenly distributed, from 0 to below 1
     */
    Instant due(double random) {
        return from.plus(life().multipliedBy(2).dividedBy(3))
                .plus(Duration.ofMillis((long) (life().toMillis() * random / 30)));
    }

    /** How long to wait after an attempt that failed: a hundredth of the life, at most six hours. */
    Duration retry() {
        Duration hundredth = life().dividedBy(100);
        return hundredth.compareTo(LONGEST_RETRY) > 0
                ? LONGEST_RETRY
                : hundredth.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : hundredth;
    }

    /** Whether so little is left, a sixth of the life, that renewal must have failed for long. */
    boolean isNearEnd(Instant now) {
        return now.isAfter(until.minus(life().dividedBy(6)));
    }

    boolean hasEnded(Instant now) {
        return now.isAfter(until);
    }

    private Duration life() {
        return Duration.between(from, until);
    }
}
