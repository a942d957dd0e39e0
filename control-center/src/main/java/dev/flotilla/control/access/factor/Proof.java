package dev.flotilla.control.access.factor;

import dev.flotilla.control.access.Account;
import dev.flotilla.control.access.OwnPassword;
import dev.flotilla.control.access.factor.SecondFactors.Shown;
import dev.flotilla.control.access.factor.SecondFactors.Verdict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** That it is oneself who changes how one signs in: the password, and a second factor where there is one. */
@ApplicationScoped
class Proof {
    /**
     * What proves it.
     *
     * @param code of the app, or a recovery code
     * @param passkey what one has signed after {@code beginPasskeyProof}, JSON text
     */
    @Input("ProofInput")
    public record Given(
            @NonNull String password,
            @Nullable String code,
            @Nullable String passkey) {
        /** Leaves all out. */
        @Override
        public String toString() {
            return "Given";
        }
    }

    private final OwnPassword password;
    private final SecondFactors factors;

    Proof(OwnPassword password, SecondFactors factors) {
        this.password = password;
        this.factors = factors;
    }

    /** The caller's account; {@link Refused} unless it is theirs beyond doubt. May take seconds. */
    Account check(Given given) {
        Account account = password.check("password", given.password());
        if (factors.of(account).isEmpty()) {
            return account;
        }
        if (given.code() == null && given.passkey() == null) {
            throw new Refused(InvalidInput.of("code", "is missing: show a second factor, too"));
        }
        return switch (factors.check(account, new Shown(given.code(), given.passkey()))) {
            case Verdict.Right _ -> account;
            case Verdict.Wrong _ -> throw new Refused(InvalidInput.of("code", "is wrong, or was used before"));
            case Verdict.Wait(Duration atLeast) -> throw new Refused(OwnPassword.tooManyTries(atLeast));
        };
    }
}
