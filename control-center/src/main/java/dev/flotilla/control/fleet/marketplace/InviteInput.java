package dev.flotilla.control.fleet.marketplace;

import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for invites. */
public final class InviteInput {
    private InviteInput() {}

    /** To which cluster, for whom, and for how long; for whoever has the secret when nobody is named. */
    @Input("CreateClusterInviteInput")
    public record Create(
            @Id @NonNull String clusterId,
            @Nullable String inviteeTenantId,
            @Nullable String note,
            @Nullable Integer lifeDays) {}

    /** The secret, or the id of an invite that names the caller's tenant. */
    @Input("AcceptClusterInviteInput")
    public record Accept(
            @Nullable String secret, @Id @Nullable String inviteId) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Accept[" + inviteId + "]";
        }
    }
}
