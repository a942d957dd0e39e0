package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a tenant finds of clusters that others offer. */
@ApplicationScoped
public class Marketplace {
    private static final Catalogue.Filter ALL = new Catalogue.Filter(Optional.empty(), false);

    private final Catalogue catalogue;
    private final Tenants tenants;
    private final SubscriptionStore subscriptions;
    private final InviteStore invites;

    Marketplace(Catalogue catalogue, Tenants tenants, SubscriptionStore subscriptions, InviteStore invites) {
        this.catalogue = catalogue;
        this.tenants = tenants;
        this.subscriptions = subscriptions;
        this.invites = invites;
    }

    /** Everything that is offered to all, by name. */
    Page<Listing> all(int first, Optional<String> after) {
        return catalogue.offered(ALL, first, after);
    }

    int countAll() {
        return catalogue.countOffered(ALL);
    }

    /** What of it the tenant's tier includes, its own clusters left out. */
    Page<Listing> available(TenantId tenant, int first, Optional<String> after) {
        return catalogue.offered(filter(tenant), first, after);
    }

    int countAvailable(TenantId tenant) {
        return catalogue.countOffered(filter(tenant));
    }

    /** The cluster, where the tenant may see it: its own, one that is offered, one it has to do with. */
    public Optional<Listing> find(TenantId tenant, String id) {
        return catalogue
                .find(id)
                .filter(listing -> listing.owner().equals(tenant)
                        || listing.isForAll()
                        || listing.terms().visibility() == Cluster.Visibility.UNLISTED
                        || subscriptions.relates(tenant, listing.clusterId())
                        || invites.isOffered(tenant, listing.clusterId()));
    }

    Listing get(TenantId tenant, String id) {
        return find(tenant, id).orElseThrow(() -> new Refused(NotFound.of("cluster", id)));
    }

    /** The cluster of each of those ids, which the caller has the right to show. */
    List<Listing> inOrder(List<ClusterId> ids) {
        Map<ClusterId, Listing> found = catalogue.byId(ids);
        return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    Map<TenantId, String> names(Collection<TenantId> ids) {
        return tenants.names(ids);
    }

    private Catalogue.Filter filter(TenantId tenant) {
        return new Catalogue.Filter(Optional.of(tenant), tenants.get(tenant).tier() == Tenant.Tier.SHARED);
    }
}
