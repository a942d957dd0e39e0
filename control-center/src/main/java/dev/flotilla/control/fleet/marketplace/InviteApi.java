package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Invites to clusters in the API. */
@GraphQLApi
@Audited
public class InviteApi {
    /** The only answer that ever holds the secret. */
    @DefaultNonNull
    @Name("CreatedClusterInvite")
    public record Created(String secret, Invite invite) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Created[" + invite + "]";
        }
    }

    private final Caller caller;
    private final Invites invites;
    private final Marketplace marketplace;

    InviteApi(Caller caller, Invites invites, Marketplace marketplace) {
        this.caller = caller;
        this.invites = invites;
        this.marketplace = marketplace;
    }

    /** Of one of the caller's clusters, oldest first. */
    @Query
    public @NonNull InviteConnection clusterInvitesConnection(
            @Id @NonNull String clusterId, @DefaultValue("50") int first, @Nullable String after) {
        var tenant = caller.tenant();
        return InviteConnection.of(
                invites.page(tenant, clusterId, first, Optional.ofNullable(after)), invites.count(tenant, clusterId));
    }

    /** Those that name the caller's tenant and wait, oldest first. */
    @Query
    public @NonNull InviteConnection myClusterInvitesConnection(@DefaultValue("50") int first, @Nullable String after) {
        var tenant = caller.tenant();
        return InviteConnection.of(invites.page(tenant, first, Optional.ofNullable(after)), invites.count(tenant));
    }

    @Mutation
    public @NonNull Created createClusterInvite(InviteInput.@NonNull Create input) {
        Invites.Created created = invites.create(caller.tenant(), input, caller.login());
        return new Created(created.secret().text(), created.invite());
    }

    @Mutation
    public @NonNull Invite revokeClusterInvite(@Id @NonNull String id) {
        return invites.revoke(caller.tenant(), id);
    }

    @Mutation
    public @NonNull Subscription acceptClusterInvite(InviteInput.@NonNull Accept input) {
        return invites.accept(caller.tenant(), input);
    }

    public @NonNull List<@NonNull Listing> cluster(@Source List<Invite> shown) {
        return marketplace.inOrder(shown.stream().map(Invite::toCluster).toList());
    }
}
