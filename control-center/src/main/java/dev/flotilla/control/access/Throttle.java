package dev.flotilla.control.access;

import java.time.Duration;
import java.time.Instant;

/**
 * Slows down the guessing of passwords. Each key (an account, an address) has free tries; after them every wrong one doubles
 * the wait, from a second to a quarter of an hour. A quiet hour forgives all. Remembers a bounded number of keys, the
 * latest.
 */
final class Throttle {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGIVEN = Duration.ofHours(1);

    private final int freeTries;
    private final RecentMap<String, Tries> tries;

    private record Tries(int count, Instant last, Instant blockedUntil) {
        static final Tries NONE = new Tries(0, Instant.EPOCH, Instant.EPOCH);
    }

    Throttle(int freeTries, int remembered) {
        this.freeTries = freeTries;
        this.tries = new RecentMap<>(remembered);
    }

    /**
     * Counts a try, before anyone knows whether it is right, so that a burst counts too. Answers how long to wait instead of
     * trying, zero when the try may go on. A try that has to wait does not count.
     */
    synchronized Duration tryNow(String key, Instant now) {
        Tries known = known(key);
        if (now.isBefore(known.blockedUntil())) {
            return Duration.between(now, known.blockedUntil());
        }
        int count = known.last().plus(FORGIVEN).isBefore(now) ? 1 : known.count() + 1;
        tries.put(key, new Tries(count, now, now.plus(waitAfter(count))));
        return Duration.ZERO;
    }

    /** The try was right: what was counted for it counts no more. */
    synchronized void takeBack(String key) {
        Tries known = known(key);
        tries.put(key, new Tries(Math.max(0, known.count() - 1), known.last(), Instant.EPOCH));
    }

    /** Nothing is held against the key any more. */
    synchronized void forgive(String key) {
        tries.remove(key);
    }

    private Tries known(String key) {
        Tries known = tries.get(key);
        return known == null ? Tries.NONE : known;
    }

    private Duration waitAfter(int count) {
        int beyond = count - freeTries;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(beyond, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
