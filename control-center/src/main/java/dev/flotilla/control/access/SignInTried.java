package dev.flotilla.control.access;

import java.util.Optional;

/**
 * A CDI event: somebody tried to sign in to an account that exists.
 *
 * @param account whoever acts when they are welcome
 * @param refusal why they are not; empty when they are
 */
public record SignInTried(Actor account, Optional<String> refusal) {
    static SignInTried welcome(Account account) {
        return new SignInTried(account.actor(), Optional.empty());
    }

    public static SignInTried refused(Account account, String why) {
        return new SignInTried(account.actor(), Optional.of(why));
    }
}
