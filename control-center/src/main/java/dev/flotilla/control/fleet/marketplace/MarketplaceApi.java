package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.fleet.ClusterState;
import dev.flotilla.control.fleet.ClusterStates;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** What is offered, and which clusters serve the caller's tenant, in the API. */
@GraphQLApi
@Audited
public class MarketplaceApi {
    private final Caller caller;
    private final Marketplace marketplace;
    private final Routes routes;
    private final ClusterStates states;

    MarketplaceApi(Caller caller, Marketplace marketplace, Routes routes, ClusterStates states) {
        this.caller = caller;
        this.marketplace = marketplace;
        this.routes = routes;
        this.states = states;
    }

    /** Everything that is offered to all, by name. */
    @Query
    public @NonNull ListingConnection marketplaceClustersConnection(
            @DefaultValue("50") int first, @Nullable String after) {
        return ListingConnection.of(marketplace.all(first, Optional.ofNullable(after)), marketplace.countAll());
    }

    /** What of it the caller's tenant may subscribe to by its tier, by name. */
    @Query
    public @NonNull ListingConnection clustersAvailableConnection(
            @DefaultValue("50") int first, @Nullable String after) {
        var tenant = caller.tenant();
        return ListingConnection.of(
                marketplace.available(tenant, first, Optional.ofNullable(after)), marketplace.countAvailable(tenant));
    }

    @Query
    public Optional<Listing> marketplaceCluster(@Id @NonNull String clusterId) {
        return marketplace.find(caller.tenant(), clusterId);
    }

    /** The clusters that may serve the caller's tenant, those that do now first, in the order in which they are taken. */
    @Query
    public @NonNull RouteConnection clustersAccessConnection(@DefaultValue("50") int first, @Nullable String after) {
        int size = Page.checkedSize(first);
        List<Route> all = routes.of(caller.tenant());
        String last = after == null ? "" : Cursor.parse(after, 1).keys().getFirst();
        List<Route> rest = after == null
                ? all
                : all.stream()
                        .dropWhile(route -> !route.cluster().id().equals(last))
                        .skip(1)
                        .toList();
        return RouteConnection.of(Page.cut(rest, size), all.size());
    }

    /** Null takes the preference back. */
    @Mutation("setPreferredCluster")
    public @NonNull PreferredCluster setPreferredCluster(@Id @Nullable String clusterId) {
        return new PreferredCluster(routes.prefer(caller.tenant(), clusterId));
    }

    public @NonNull List<@NonNull String> ownerName(@Source List<Listing> listings) {
        Map<TenantId, String> names =
                marketplace.names(listings.stream().map(Listing::owner).toList());
        return listings.stream()
                .map(listing -> names.getOrDefault(listing.owner(), ""))
                .toList();
    }

    public @NonNull List<ClusterState.@NonNull Health> health(@Source List<Listing> listings) {
        Map<ClusterId, ClusterState> present =
                states.of(listings.stream().map(Listing::clusterId).toList());
        return listings.stream()
                .map(listing -> present.getOrDefault(listing.clusterId(), ClusterState.empty())
                        .health())
                .toList();
    }
}
