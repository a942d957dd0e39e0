package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.ClusterSettings;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.fleet.marketplace.Subscription.Status;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who uses the clusters of an owner, and what the owner decides on it. */
@ApplicationScoped
public class Subscribers {
    private static final List<Status> STANDING = List.of(Status.PENDING_APPROVAL, Status.ACTIVE, Status.SUSPENDED);

    private final Tenancy tenancy;
    private final SubscriptionStore store;
    private final Clusters clusters;
    private final Event<AccessChanged> changed;
    private final Clock clock = Clock.systemUTC();

    Subscribers(Tenancy tenancy, SubscriptionStore store, Clusters clusters, Event<AccessChanged> changed) {
        this.tenancy = tenancy;
        this.store = store;
        this.clusters = clusters;
        this.changed = changed;
    }

    /** Those with that status; without one, those that ask, use it or were suspended. */
    Page<Subscription> page(
            TenantId owner, String cluster, Optional<Status> status, int first, Optional<String> after) {
        ClusterId id = clusters.get(owner, cluster).clusterId();
        return store.page(owner, id, status.map(List::of).orElse(STANDING), first, after);
    }

    int count(TenantId owner, String cluster, Optional<Status> status) {
        return store.count(owner, new ClusterId(cluster), status.map(List::of).orElse(STANDING));
    }

    /** Lets the tenant in that asked, or in again that was suspended. */
    Subscription approve(TenantId owner, String id, String login) {
        return decide(owner, id, Set.of(Status.PENDING_APPROVAL, Status.SUSPENDED), Status.ACTIVE, "", login);
    }

    Subscription reject(TenantId owner, String id, String reason, String login) {
        return decide(owner, id, Set.of(Status.PENDING_APPROVAL), Status.REJECTED, reason, login);
    }

    /** Takes access back: streams of the tenant are not served there from now on. */
    Subscription suspend(TenantId owner, String id, String reason, String login) {
        return decide(owner, id, Set.of(Status.ACTIVE), Status.SUSPENDED, reason, login);
    }

    /** A cluster that becomes another one for others changes it for those who use it. */
    void reopened(@Observes ClusterSettings.OpennessChanged opened) {
        if (opened.isForAll()) {
            changed.fire(new AccessChanged(opened.owner(), Optional.empty()));
            return;
        }
        store.users(opened.owner(), opened.cluster())
                .forEach(guest -> changed.fire(new AccessChanged(opened.owner(), Optional.of(guest))));
    }

    private Subscription decide(TenantId owner, String id, Set<Status> from, Status to, String reason, String login) {
        return tenancy.call(owner, () -> {
            Subscription seen =
                    store.ofOwner(owner, id).orElseThrow(() -> new Refused(NotFound.of("subscription", id)));
            if (!from.contains(seen.status())) {
                throw new Refused(new Conflict("The subscription is %s.".formatted(seen.status())));
            }
            AuditNotes.before(seen);
            if (!store.step(seen, to, seen.message(), reason, clock.instant())) {
                throw new Refused(new Conflict("The subscription was changed meanwhile."));
            }
            store.decidedBy(seen, login);
            changed.fire(new AccessChanged(owner, Optional.of(seen.tenant())));
            return store.ofOwner(owner, id).orElseThrow();
        });
    }
}
