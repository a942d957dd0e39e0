package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.fleet.marketplace.Subscription.Status;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.id.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Subscriptions to clusters of others in the API, for those who use them and those whose they are. */
@GraphQLApi
@Audited
public class SubscriptionApi {
    /** Which cluster, and what its owner should know. */
    @Input("RequestClusterSubscriptionInput")
    public record Request(
            @Id @NonNull String clusterId, @Nullable String message) {}

    /** Which subscription, and what its tenant should know. */
    @Input("DecideClusterSubscriptionInput")
    public record Decision(
            @Id @NonNull String subscriptionId, @Nullable String reason) {}

    private final Caller caller;
    private final Subscriptions subscriptions;
    private final Subscribers subscribers;
    private final Marketplace marketplace;

    SubscriptionApi(Caller caller, Subscriptions subscriptions, Subscribers subscribers, Marketplace marketplace) {
        this.caller = caller;
        this.subscriptions = subscriptions;
        this.subscribers = subscribers;
        this.marketplace = marketplace;
    }

    /** Of the caller's tenant, oldest first. */
    @Query
    public @NonNull SubscriptionConnection mySubscriptionsConnection(
            @DefaultValue("50") int first, @Nullable String after) {
        var tenant = caller.tenant();
        return SubscriptionConnection.of(
                subscriptions.page(tenant, first, Optional.ofNullable(after)), subscriptions.count(tenant));
    }

    /** Who waits for a decision on one of the caller's clusters, oldest first. */
    @Query
    public @NonNull SubscriptionConnection pendingSubscriptionsConnection(
            @Id @NonNull String clusterId, @DefaultValue("50") int first, @Nullable String after) {
        return of(clusterId, Optional.of(Status.PENDING_APPROVAL), first, after);
    }

    /** Who uses one of the caller's clusters, asks for it or was suspended; or those with that status. Oldest first. */
    @Query
    public @NonNull SubscriptionConnection clusterSubscriptionsConnection(
            @Id @NonNull String clusterId,
            @Nullable Status status,
            @DefaultValue("50") int first,
            @Nullable String after) {
        return of(clusterId, Optional.ofNullable(status), first, after);
    }

    @Mutation
    public @NonNull Subscription subscribeToCluster(@Id @NonNull String clusterId) {
        return subscriptions.subscribe(caller.tenant(), clusterId);
    }

    @Mutation
    public @NonNull Subscription unsubscribeFromCluster(@Id @NonNull String clusterId) {
        return subscriptions.end(caller.tenant(), clusterId);
    }

    @Mutation
    public @NonNull Subscription requestClusterSubscription(@NonNull Request input) {
        return subscriptions.request(caller.tenant(), input.clusterId(), input.message());
    }

    @Mutation
    public @NonNull Subscription approveClusterSubscription(@Id @NonNull String subscriptionId) {
        return subscribers.approve(caller.tenant(), subscriptionId, caller.login());
    }

    @Mutation
    public @NonNull Subscription rejectClusterSubscription(@NonNull Decision input) {
        return subscribers.reject(
                caller.tenant(), input.subscriptionId(), Words.check("reason", input.reason()), caller.login());
    }

    @Mutation
    public @NonNull Subscription suspendClusterSubscription(@NonNull Decision input) {
        return subscribers.suspend(
                caller.tenant(), input.subscriptionId(), Words.check("reason", input.reason()), caller.login());
    }

    public @NonNull List<@NonNull Listing> cluster(@Source List<Subscription> shown) {
        return marketplace.inOrder(shown.stream().map(Subscription::ofCluster).toList());
    }

    /** Whose subscription it is. */
    public @NonNull List<@NonNull String> tenantName(@Source List<Subscription> shown) {
        Map<TenantId, String> names =
                marketplace.names(shown.stream().map(Subscription::tenant).toList());
        return shown.stream()
                .map(subscription -> names.getOrDefault(subscription.tenant(), ""))
                .toList();
    }

    private SubscriptionConnection of(String cluster, Optional<Status> status, int first, @Nullable String after) {
        var tenant = caller.tenant();
        return SubscriptionConnection.of(
                subscribers.page(tenant, cluster, status, first, Optional.ofNullable(after)),
                subscribers.count(tenant, cluster, status));
    }
}
