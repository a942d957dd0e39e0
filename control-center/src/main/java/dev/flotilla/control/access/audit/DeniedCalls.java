package dev.flotilla.control.access.audit;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.access.audit.AuditEntry.Outcome;
import dev.flotilla.control.access.audit.AuditLog.Deed;
import dev.flotilla.control.graphql.Denied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Notes mutations that the table of permissions refused before they ran. */
@ApplicationScoped
class DeniedCalls {
    private final Caller caller;
    private final AuditLog log;

    DeniedCalls(Caller caller, AuditLog log) {
        this.caller = caller;
        this.log = log;
    }

    void note(@Observes Denied denied) {
        if (!caller.isKnown()) {
            return;
        }
        log.add(
                caller.actor(),
                new Deed(
                        denied.operation(),
                        Optional.empty(),
                        Outcome.REFUSED,
                        denied.problem().message(),
                        null,
                        null));
    }
}
