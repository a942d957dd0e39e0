package dev.flotilla.control.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Decides whether a login and a password belong together, slowly for whoever guesses. */
@ApplicationScoped
class SignIn {
    private static final int REMEMBERED = 10_000;
    private static final int FREE_TRIES_OF_AN_ACCOUNT = 5;
    private static final int FREE_TRIES_OF_AN_ADDRESS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final Throttle byAccount = new Throttle(FREE_TRIES_OF_AN_ACCOUNT, REMEMBERED);
    private final Throttle byAddress = new Throttle(FREE_TRIES_OF_AN_ADDRESS, REMEMBERED);
    /** A hash costs a core for a quarter of a second; half of the cores may be busy with it. */
    private final Semaphore cores =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    SignIn(Accounts accounts) {
        this.accounts = accounts;
    }

    /** What became of a try. */
    sealed interface Outcome {
        record Welcome(Account account) implements Outcome {}

        record Wrong() implements Outcome {}

        /** Nothing was tried. */
        record Wait(Duration atLeast) implements Outcome {}
    }

    Outcome tryPassword(String login, String password, String address) {
        Instant now = Instant.now();
        String account = login.strip().toLowerCase(Locale.ROOT);
        Duration wait = byAddress.tryNow(address, now);
        if (wait.isZero()) {
            wait = byAccount.tryNow(account, now);
        }
        if (!wait.isZero()) {
            return new Outcome.Wait(wait);
        }
        Optional<Account> known = accounts.withLogin(login);
        String hash = known.map(Account::passwordHash).orElse(Passwords.OF_NOBODY);
        if (!takeCore()) {
            return new Outcome.Wait(PATIENCE);
        }
        try {
            if (!Passwords.matches(password, hash) || known.isEmpty()) {
                return new Outcome.Wrong();
            }
        } finally {
            cores.release();
        }
        byAccount.forgive(account);
        byAddress.takeBack(address);
        return new Outcome.Welcome(known.get());
    }

    private boolean takeCore() {
        try {
            return cores.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
