package dev.flotilla.control.access.audit;

import dev.flotilla.control.access.RefreshTokenReused;
import dev.flotilla.control.access.SignInTried;
import dev.flotilla.control.access.audit.AuditEntry.Outcome;
import dev.flotilla.control.access.audit.AuditLog.Deed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Notes who signed in, and tries on accounts that exist. */
@ApplicationScoped
class SignIns {
    private final AuditLog log;

    SignIns(AuditLog log) {
        this.log = log;
    }

    void note(@Observes RefreshTokenReused reused) {
        String why = "A refresh token came a second time, so that the session was ended.";
        log.addOfNobody(
                reused.account().tenant(),
                reused.account().login(),
                new Deed("refresh", Optional.of(reused.account().user().value()), Outcome.REFUSED, why, null, null));
    }

    void note(@Observes SignInTried tried) {
        var deed = new Deed(
                "signIn",
                Optional.of(tried.account().user().value()),
                tried.refusal().isEmpty() ? Outcome.DONE : Outcome.REFUSED,
                tried.refusal().orElse(null),
                null,
                null);
        if (tried.refusal().isEmpty()) {
            log.add(tried.account(), deed);
        } else {
            log.addOfNobody(tried.account().tenant(), tried.account().login(), deed);
        }
    }
}
