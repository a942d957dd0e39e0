package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/**
 * An offer to use a cluster, to be accepted once.
 *
 * @param prefix the secret's first characters, by which people tell invites apart
 * @param inviteeTenantId who alone may accept it; empty when whoever has the secret may
 */
@DefaultNonNull
@Name("ClusterInvite")
public record Invite(
        @Id String id,
        State state,
        String note,
        String prefix,
        Optional<String> inviteeTenantId,
        Instant createdAt,
        Instant expiresAt,
        @Ignore ClusterId toCluster,
        @Ignore TenantId owner) {
    /** What can become of it. */
    @Name("ClusterInviteState")
    public enum State {
        PENDING,
        ACCEPTED,
        EXPIRED,
        REVOKED
    }
}
