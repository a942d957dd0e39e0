package dev.flotilla.control.access;

import java.time.Duration;
import java.time.Instant;

/**
 * Slows down whoever guesses passwords, by three counts. Those on an account from one origin, and from an origin on whatever
 * accounts, make the caller wait; both are the caller's own doing, so that a stranger holds up no operator. That on an account
 * from everywhere only delays each try a little.
 */
final class Guessing {
    private static final int REMEMBERED = 10_000;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Throttle.Price ACCOUNT_FROM_ORIGIN = new Throttle.Price(5, FIRST_WAIT, LONGEST_WAIT);
    private static final Throttle.Price ORIGIN = new Throttle.Price(20, FIRST_WAIT, LONGEST_WAIT);
    private static final Throttle.Price ACCOUNT = new Throttle.Price(20, Duration.ofMillis(100), Duration.ofSeconds(2));

    private final Throttle byAccountFromOrigin = new Throttle(ACCOUNT_FROM_ORIGIN, REMEMBERED);
    private final Throttle byOrigin = new Throttle(ORIGIN, REMEMBERED);
    private final Throttle byAccount = new Throttle(ACCOUNT, REMEMBERED);

    /** A try to sign in: the account, in lower case, and where it comes from. */
    record Try(String account, Origin origin) {
        private String both() {
            return origin.text() + " " + account;
        }
    }

    /**
     * Counts the try, before anyone knows whether it is right, so that a burst counts too. Answers how long to wait instead,
     * zero when it may go on; a try that has to wait counts nowhere.
     */
    synchronized Duration admit(Try tried, Instant now) {
        Duration own = byAccountFromOrigin.wait(tried.both(), now);
        Duration all = byOrigin.wait(tried.origin().text(), now);
        Duration wait = own.compareTo(all) > 0 ? own : all;
        if (wait.isZero()) {
            byAccountFromOrigin.count(tried.both(), now);
            byOrigin.count(tried.origin().text(), now);
            byAccount.count(tried.account(), now);
        }
        return wait;
    }

    /** By how much each try on that account is delayed. */
    Duration delay(Try tried, Instant now) {
        return byAccount.price(tried.account(), now);
    }

    /** The password was wrong. */
    synchronized void wrong(Try tried, Instant now) {
        byAccountFromOrigin.startWait(tried.both(), now);
        byOrigin.startWait(tried.origin().text(), now);
    }

    /** The password was right. */
    synchronized void right(Try tried, Instant now) {
        notMade(tried, now);
        byAccountFromOrigin.forgive(tried.both());
    }

    /** The try was admitted, and yet nobody looked at its password. */
    synchronized void notMade(Try tried, Instant now) {
        byAccountFromOrigin.takeBack(tried.both(), now);
        byOrigin.takeBack(tried.origin().text(), now);
        byAccount.takeBack(tried.account(), now);
    }
}
