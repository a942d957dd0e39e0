package dev.flotilla.edge.uplink.identity;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** From when until when a certificate is good, and when that is to be renewed. */
public record CertificateLife(Instant from, Instant until) {
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofHours(6);

    /** The dates of a certificate. */
    public static CertificateLife of(X509Certificate certificate) {
        return new CertificateLife(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /**
     * Two thirds of the life, and up to a thirtieth more, so that nodes which enrolled together do not renew together.
     *
     * @param random evenly distributed, from 0 to below 1
     */
    public Instant due(double random) {
        return from.plus(length().multipliedBy(2).dividedBy(3))
                .plus(Duration.ofMillis((long) (length().toMillis() * random / 30)));
    }

    /** How long to wait after an attempt that failed: a hundredth of the life, at most six hours. */
    public Duration retry() {
        Duration hundredth = length().dividedBy(100);
        return hundredth.compareTo(LONGEST_RETRY) > 0
                ? LONGEST_RETRY
                : hundredth.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : hundredth;
    }

    /** Whether so little is left, a sixth of the life, that renewal must have failed for long. */
    public boolean isNearEnd(Instant now) {
        return now.isAfter(until.minus(length().dividedBy(6)));
    }

    /** Whether the certificate is of no use any more. */
    public boolean hasEnded(Instant now) {
        return now.isAfter(until);
    }

    private Duration length() {
        return Duration.between(from, until);
    }
}
