package dev.flotilla.control.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Decides whether a login and a password belong together, slowly for whoever guesses. */
@ApplicationScoped
class SignIn {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final Passwords passwords;
    private final Guessing guessing = new Guessing();
    private final Clock clock = Clock.systemUTC();
    /** A hash costs a core for a quarter of a second; half of the cores may be busy with it. */
    private final Semaphore cores =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    SignIn(Accounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** What became of a try. */
    sealed interface Outcome {
        record Welcome(Account account) implements Outcome {}

        /** The account is empty when nobody has that login. */
        record Wrong(Optional<Account> account) implements Outcome {}

        /** Nothing was tried. */
        record Wait(Duration atLeast) implements Outcome {}
    }

    /** May take seconds: call it on a virtual thread. */
    Outcome tryPassword(String login, String password, Origin from) {
        var tried = new Guessing.Try(login.strip().toLowerCase(Locale.ROOT), from);
        Duration wait = guessing.admit(tried, clock.instant());
        if (!wait.isZero()) {
            return new Outcome.Wait(wait);
        }
        if (!takeCore(guessing.delay(tried, clock.instant()))) {
            guessing.notMade(tried, clock.instant());
            return new Outcome.Wait(PATIENCE);
        }
        Outcome outcome;
        try {
            outcome = outcomeOf(login, password);
        } finally {
            cores.release();
        }
        if (outcome instanceof Outcome.Welcome) {
            guessing.right(tried, clock.instant());
        } else {
            guessing.wrong(tried, clock.instant());
        }
        return outcome;
    }

    /** An unknown login costs as much time as a known one. */
    private Outcome outcomeOf(String login, String password) {
        Optional<Account> known = accounts.withLogin(login);
        String hash = known.map(Account::passwordHash).orElse(passwords.ofNobody());
        boolean isRight = passwords.matches(password, hash);
        if (isRight && known.isPresent() && passwords.isOutdated(hash)) {
            accounts.rehash(known.get(), passwords.hash(password));
        }
        return isRight && known.isPresent() ? new Outcome.Welcome(known.get()) : new Outcome.Wrong(known);
    }

    private boolean takeCore(Duration delay) {
        try {
            Thread.sleep(delay);
            return cores.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
