package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/** A bootstrap token as the API shows it: never with its secret. */
@DefaultNonNull
@Name("BootstrapToken")
public record ShownToken(
        @Id String id,
        @Ignore ClusterId inCluster,
        String description,
        IssuedToken.State state,
        Instant createdAt,
        Instant expiresAt,
        int usesLeft,
        int uses,
        Optional<String> expectedAddress,
        Optional<String> createdBy) {
    static ShownToken of(IssuedToken token, Instant now) {
        return new ShownToken(
                token.id().value(),
                token.cluster(),
                token.description(),
                token.state(now),
                token.createdAt(),
                token.expiresAt(),
                token.usesAllowed() - token.uses(),
                token.uses(),
                token.expectedAddress(),
                Optional.of(token.createdBy()));
    }
}
