package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/**
 * That a tenant may use the cluster of another, or asks to.
 *
 * @param message what the tenant said when it asked
 * @param reason what the owner said when it decided
 */
@DefaultNonNull
@Name("ClusterSubscription")
public record Subscription(
        @Id String id,
        Status status,
        String message,
        String reason,
        Instant createdAt,
        Instant changedAt,
        @Ignore ClusterId ofCluster,
        @Ignore TenantId tenant,
        @Ignore TenantId owner) {
    /** How it stands. */
    @Name("ClusterSubscriptionStatus")
    public enum Status {
        /** The owner has to decide. */
        PENDING_APPROVAL,
        ACTIVE,
        /** The owner took it back, and may give it again. */
        SUSPENDED,
        /** The owner said no; the tenant may ask again. */
        REJECTED,
        /** The tenant does not want it any more. */
        ENDED
    }
}
