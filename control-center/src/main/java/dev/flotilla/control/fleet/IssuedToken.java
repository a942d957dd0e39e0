package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TokenId;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/** A bootstrap token as the control center knows it: everything but the secret. */
public record IssuedToken(
        TokenId id,
        ClusterId cluster,
        String prefix,
        String description,
        int usesAllowed,
        int uses,
        Optional<String> expectedAddress,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant revokedAt) {
    /** Whether the token still lets a machine in, or why it does not. */
    @Name("BootstrapTokenState")
    public enum State {
        ACTIVE,
        USED_UP,
        EXPIRED,
        REVOKED
    }

    public State state(Instant now) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        if (uses >= usesAllowed) {
            return State.USED_UP;
        }
        return now.isBefore(expiresAt) ? State.ACTIVE : State.EXPIRED;
    }
}
