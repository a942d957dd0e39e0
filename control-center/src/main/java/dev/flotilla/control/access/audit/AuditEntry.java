package dev.flotilla.control.access.audit;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

/**
 * One line of the audit log.
 *
 * @param actorId the user's id, or the API token's
 * @param actorName the login; of an API token, its name and whose it is
 * @param before what the target was, JSON without secrets; empty when it is new, or when nothing changed
 * @param after what it became
 */
@DefaultNonNull
public record AuditEntry(
        @Id String id,
        Instant at,
        ActorKind actorKind,
        Optional<String> actorId,
        String actorName,
        String operation,
        Optional<String> targetId,
        Outcome outcome,
        Optional<String> detail,
        Optional<String> before,
        Optional<String> after,
        Optional<String> address,
        Optional<String> userAgent) {
    /** What kind of caller it was. */
    public enum ActorKind {
        USER,
        API_TOKEN,
        /** The platform's operator. */
        OPERATOR,
        /** Somebody who had not signed in, for example with the link of an invitation. */
        NOBODY
    }

    /** What became of it. */
    @Name("AuditOutcome")
    public enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }
}
