package dev.flotilla.control.access;

/**
 * A CDI event: somebody tried to sign in to an account that exists.
 *
 * @param account whoever acts when they are welcome
 */
public record SignInTried(Actor account, boolean isWelcome) {}
