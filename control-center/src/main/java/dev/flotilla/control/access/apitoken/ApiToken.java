package dev.flotilla.control.access.apitoken;

import dev.flotilla.control.access.Scope;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * An API token as people see it: everything but the secret.
 *
 * @param prefix the first characters of the secret
 * @param createdBy the login of the person in whose name it acts
 * @param lastUsedAt to the minute; empty when it never was
 */
@DefaultNonNull
public record ApiToken(
        @Id String id,
        String name,
        String prefix,
        List<@NonNull Scope> scopes,
        State state,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt) {
    /** Whether the token still opens anything, or why it does not. */
    @Name("ApiTokenState")
    public enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }
}
