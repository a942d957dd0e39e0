package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Asks somebody who has signed in for their password again, before they change how they sign in. */
@ApplicationScoped
public class OwnPassword {
    private final Caller caller;
    private final SignIn signIn;

    OwnPassword(Caller caller, SignIn signIn) {
        this.caller = caller;
        this.signIn = signIn;
    }

    /** The caller's account; {@link Refused} unless that is its password. May take seconds. */
    public Account check(String field, String password) {
        Session session = caller.session();
        return switch (signIn.tryPassword(session.login(), password, Origin.session(session.user()))) {
            case SignIn.Outcome.Welcome(Account account) -> account;
            case SignIn.Outcome.Wrong _ -> throw new Refused(InvalidInput.of(field, "is not the present password"));
            case SignIn.Outcome.Wait(Duration atLeast) -> throw new Refused(tooManyTries(atLeast));
        };
    }

    /** Why nothing was tried. */
    public static Conflict tooManyTries(Duration atLeast) {
        return new Conflict(
                "Too many wrong tries: try again in %d seconds.".formatted(Math.max(1, atLeast.toSeconds())));
    }
}
