package dev.flotilla.control.access;

import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That it is really the person who sits there, for what cannot be undone: by the password, or, for who has none here, by a sign-in
 * that is minutes old.
 */
@ApplicationScoped
public class FreshSignIn {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Caller caller;
    private final SignIn signIn;
    private final Tenancy tenancy;
    private final Clock clock = Clock.systemUTC();

    FreshSignIn(Caller caller, SignIn signIn, Tenancy tenancy) {
        this.caller = caller;
        this.signIn = signIn;
        this.tenancy = tenancy;
    }

    /** Throws {@link Refused} naming "password" when it is not. May take seconds: outside of transactions. */
    public void check(@Nullable String password) {
        if (password == null || password.isEmpty()) {
            if (openedAt().plus(FRESH).isBefore(clock.instant())) {
                throw new Refused(InvalidInput.of("password", "is needed, or sign in anew"));
            }
            return;
        }
        switch (signIn.tryPassword(caller.login(), password, Origin.session(caller.user()))) {
            case SignIn.Outcome.Welcome _ -> {}
            case SignIn.Outcome.Wrong _ ->
                throw new Refused(InvalidInput.of("password", "is not the present password"));
            case SignIn.Outcome.Wait wait ->
                throw new Refused(new Conflict("Too many wrong passwords: try again in %d seconds."
                        .formatted(Math.max(1, wait.atLeast().toSeconds()))));
        }
    }

    private Instant openedAt() {
        Session session = caller.session();
        return tenancy.call(
                session.tenant(),
                () -> tenancy.sql(sql -> sql.one(
                                "select created_at from access.session where id = ?",
                                row -> Sql.instant(row, "created_at"),
                                session.id())
                        .orElse(Instant.EPOCH)));
    }
}
