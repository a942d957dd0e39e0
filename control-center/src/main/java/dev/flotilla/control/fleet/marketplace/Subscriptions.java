package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.fleet.marketplace.Subscription.Status;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How tenants come to use clusters of others, and leave them. */
@ApplicationScoped
public class Subscriptions {
    private final Tenancy tenancy;
    private final SubscriptionStore store;
    private final Marketplace marketplace;
    private final Tenants tenants;
    private final Event<AccessChanged> changed;
    private final Clock clock = Clock.systemUTC();

    Subscriptions(
            Tenancy tenancy,
            SubscriptionStore store,
            Marketplace marketplace,
            Tenants tenants,
            Event<AccessChanged> changed) {
        this.tenancy = tenancy;
        this.store = store;
        this.marketplace = marketplace;
        this.tenants = tenants;
        this.changed = changed;
    }

    Page<Subscription> page(TenantId tenant, int first, Optional<String> after) {
        return store.page(tenant, first, after);
    }

    int count(TenantId tenant) {
        return store.count(tenant);
    }

    /** Begins to use a cluster whose owner lets everybody. */
    Subscription subscribe(TenantId tenant, String cluster) {
        return tenancy.call(tenant, () -> {
            Listing listing = foreign(tenant, cluster);
            if (listing.terms().requiresApproval() || listing.terms().visibility() == Cluster.Visibility.PRIVATE) {
                throw new Refused(
                        new Conflict("The owner of '%s' decides who may use it: ask with requestClusterSubscription."
                                .formatted(listing.name())));
            }
            return enter(tenant, listing, Status.ACTIVE, "");
        });
    }

    /** Asks the owner; where nobody needs to ask, that is all there is to it. */
    Subscription request(TenantId tenant, String cluster, @Nullable String message) {
        String words = Words.check("message", message);
        return tenancy.call(tenant, () -> {
            Listing listing = foreign(tenant, cluster);
            if (listing.terms().visibility() == Cluster.Visibility.PRIVATE) {
                throw new Refused(new Conflict("'%s' is used by invitation alone.".formatted(listing.name())));
            }
            return enter(
                    tenant,
                    listing,
                    listing.terms().requiresApproval() ? Status.PENDING_APPROVAL : Status.ACTIVE,
                    words);
        });
    }

    /** Stops to use the cluster, or to ask for it. */
    Subscription end(TenantId tenant, String cluster) {
        return tenancy.call(tenant, () -> {
            Listing listing = marketplace.get(tenant, cluster);
            Subscription present = store.of(tenant, listing.clusterId())
                    .filter(found -> found.status() != Status.ENDED)
                    .orElseThrow(
                            () -> new Refused(new Conflict("'%s' is not subscribed to.".formatted(listing.name()))));
            if (present.status() == Status.SUSPENDED || present.status() == Status.REJECTED) {
                throw new Refused(new Conflict("The owner of '%s' has ended it already.".formatted(listing.name())));
            }
            AuditNotes.before(present);
            return step(tenant, present, Status.ENDED, present.message());
        });
    }

    /**
     * Uses the cluster from now on, as its owner wished. Within the tenant's transaction.
     *
     * @param invitedAt what the owner took back after that stays taken back
     */
    Subscription invited(TenantId tenant, Listing listing, Instant invitedAt) {
        Optional<Subscription> present = store.of(tenant, listing.clusterId());
        if (present.isPresent()
                && present.get().status() == Status.SUSPENDED
                && invitedAt.isAfter(present.get().changedAt())) {
            checkTier(tenant, listing);
            return step(tenant, present.get(), Status.ACTIVE, present.get().message());
        }
        return enter(tenant, listing, Status.ACTIVE, "");
    }

    private Subscription enter(TenantId tenant, Listing listing, Status status, String message) {
        checkTier(tenant, listing);
        Optional<Subscription> present = store.of(tenant, listing.clusterId());
        if (present.isEmpty()) {
            try {
                store.add(tenant, listing, status, message, clock.instant());
            } catch (Duplicate e) {
                throw new Refused(new Conflict("'%s' was subscribed to meanwhile.".formatted(listing.name())));
            }
            changed.fire(new AccessChanged(tenant, Optional.of(tenant)));
            return store.of(tenant, listing.clusterId()).orElseThrow();
        }
        return switch (present.get().status()) {
            case ACTIVE -> present.get();
            case SUSPENDED ->
                throw new Refused(new Conflict("The owner of '%s' has suspended the access: %s"
                        .formatted(listing.name(), present.get().reason())));
            case PENDING_APPROVAL, REJECTED, ENDED -> step(tenant, present.get(), status, message);
        };
    }

    private Subscription step(TenantId tenant, Subscription present, Status to, String message) {
        if (!store.step(present, to, message, "", clock.instant())) {
            throw new Refused(new Conflict("The subscription was changed meanwhile."));
        }
        changed.fire(new AccessChanged(tenant, Optional.of(tenant)));
        return store.of(tenant, present.ofCluster()).orElseThrow();
    }

    private Listing foreign(TenantId tenant, String cluster) {
        Listing listing = marketplace.get(tenant, cluster);
        if (listing.owner().equals(tenant)) {
            throw new Refused(new Conflict("'%s' is your own.".formatted(listing.name())));
        }
        return listing;
    }

    private void checkTier(TenantId tenant, Listing listing) {
        Tenant self = tenants.get(tenant);
        if (!Entitlement.allows(self.tier(), listing.clusterClass())) {
            throw new Refused(new Conflict(Entitlement.refusal(self.tier(), listing.clusterClass())));
        }
    }
}
