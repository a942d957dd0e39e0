package dev.flotilla.control.access;

import java.time.Duration;
import java.time.Instant;

/**
 * Counts the tries to sign in that went wrong, per key (an account, an address, both), and answers what the next one costs. A
 * quiet hour forgives all. Remembers a bounded number of keys, the latest.
 */
public final class Throttle {
    private static final Duration FORGIVEN = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 30;

    /** The first tries are free; after them the price starts with {@code first} and doubles up to {@code longest}. */
    public record Price(int freeTries, Duration first, Duration longest) {
        public Duration after(int tries) {
            int beyond = tries - freeTries;
            if (beyond < 0) {
                return Duration.ZERO;
            }
            Duration doubled = first.multipliedBy(1L << Math.min(beyond, MOST_DOUBLINGS));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    private record Tries(int count, Instant last) {
        static final Tries NONE = new Tries(0, Instant.EPOCH);
    }

    private final Price price;
    private final RecentMap<String, Tries> tries;

    public Throttle(Price price, int remembered) {
        this.price = price;
        this.tries = new RecentMap<>(remembered);
    }

    /** What the tries so far cost the next one. */
    synchronized Duration price(String key, Instant now) {
        return price.after(known(key, now).count());
    }

    /** What is left of that price since the last try. */
    public synchronized Duration wait(String key, Instant now) {
        Tries known = known(key, now);
        Duration left = price.after(known.count()).minus(Duration.between(known.last(), now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    public synchronized void count(String key, Instant now) {
        tries.put(key, new Tries(known(key, now).count() + 1, now));
    }

    /** The wait runs from now on, when the answer is known, rather than from when the try was counted. */
    synchronized void startWait(String key, Instant now) {
        Tries known = known(key, now);
        if (known.count() > 0) {
            tries.put(key, new Tries(known.count(), now));
        }
    }

    /** Counts one try less: it was right, or was never made. */
    synchronized void takeBack(String key, Instant now) {
        Tries known = known(key, now);
        if (known.count() <= 1) {
            tries.remove(key);
        } else {
            tries.put(key, new Tries(known.count() - 1, known.last()));
        }
    }

    /** Nothing is held against the key any more. */
    synchronized void forgive(String key) {
        tries.remove(key);
    }

    private Tries known(String key, Instant now) {
        Tries known = tries.get(key);
        return known == null || known.last().plus(FORGIVEN).isBefore(now) ? Tries.NONE : known;
    }
}
