package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.marketplace.Subscription.Status;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of access, each seen by two tenants: so every statement says as which of them it asks. */
@ApplicationScoped
class SubscriptionStore {
    private static final String MINE = "tenantId = ?1 and status <> ?2";
    private static final String THEIRS = "ownerTenantId = ?1 and clusterId = ?2 and status in ?3";

    private final Tenancy tenancy;
    private final SubscriptionRepository rows;

    SubscriptionStore(Tenancy tenancy, SubscriptionRepository rows) {
        this.tenancy = tenancy;
        this.rows = rows;
    }

    /** Whether the tenant uses the cluster, or asked to. */
    boolean relates(TenantId tenant, ClusterId cluster) {
        return of(tenant, cluster).filter(row -> row.status() != Status.ENDED).isPresent();
    }

    Optional<Subscription> of(TenantId tenant, ClusterId cluster) {
        return tenancy.call(
                        tenant,
                        () -> rows.find("tenantId = ?1 and clusterId = ?2", tenant.value(), cluster.value())
                                .singleResultOptional())
                .map(SubscriptionEntity::subscription);
    }

    /** Those with that status, in the order in which they were made. */
    List<Subscription> all(TenantId tenant, Status status) {
        return tenancy
                .call(
                        tenant,
                        () -> rows.list("tenantId = ?1 and status = ?2 order by createdAt, id", tenant.value(), status))
                .stream()
                .map(SubscriptionEntity::subscription)
                .toList();
    }

    /** All but those that ended, oldest first. */
    Page<Subscription> page(TenantId tenant, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = place(after);
        Instant since = from.instant(0);
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> rows
                                .find(
                                        MINE + " and (createdAt, id) > (?3, ?4) order by createdAt, id",
                                        tenant.value(),
                                        Status.ENDED,
                                        since,
                                        from.keys().get(1))
                                .page(0, size + 1)
                                .stream()
                                .map(SubscriptionEntity::subscription)
                                .toList()),
                size);
    }

    int count(TenantId tenant) {
        return Math.toIntExact(tenancy.<Long>call(tenant, () -> rows.count(MINE, tenant.value(), Status.ENDED)));
    }

    /** Who uses or asks for a cluster of the owner, oldest first. */
    Page<Subscription> page(
            TenantId owner, ClusterId cluster, List<Status> statuses, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = place(after);
        Instant since = from.instant(0);
        return Page.cut(
                tenancy.call(
                        owner,
                        () -> rows
                                .find(
                                        THEIRS + " and (createdAt, id) > (?4, ?5) order by createdAt, id",
                                        owner.value(),
                                        cluster.value(),
                                        statuses,
                                        since,
                                        from.keys().get(1))
                                .page(0, size + 1)
                                .stream()
                                .map(SubscriptionEntity::subscription)
                                .toList()),
                size);
    }

    int count(TenantId owner, ClusterId cluster, List<Status> statuses) {
        return Math.toIntExact(
                tenancy.<Long>call(owner, () -> rows.count(THEIRS, owner.value(), cluster.value(), statuses)));
    }

    /** Of a cluster of the owner. */
    Optional<Subscription> ofOwner(TenantId owner, String id) {
        return tenancy.call(
                        owner,
                        () -> rows.find("id = ?1 and ownerTenantId = ?2", id, owner.value())
                                .singleResultOptional())
                .map(SubscriptionEntity::subscription);
    }

    /** Who uses the owner's cluster now. */
    List<TenantId> users(TenantId owner, ClusterId cluster) {
        return rows
                .list(
                        "ownerTenantId = ?1 and clusterId = ?2 and status = ?3",
                        owner.value(),
                        cluster.value(),
                        Status.ACTIVE)
                .stream()
                .map(row -> new TenantId(row.tenantId))
                .toList();
    }

    void add(TenantId tenant, Listing cluster, Status status, String message, Instant now) {
        rows.add(new SubscriptionEntity(tenant, cluster, status, message, now));
    }

    /** False when it is not as it was seen any more. */
    boolean step(Subscription seen, Status to, String message, String reason, Instant now) {
        boolean isDone = rows.step(
                        "status = ?1, message = ?2, reason = ?3, changedAt = ?4 where id = ?5 and status = ?6",
                        to,
                        message,
                        reason,
                        now,
                        seen.id(),
                        seen.status())
                == 1;
        if (to == Status.ACTIVE || to == Status.PENDING_APPROVAL) {
            rows.step("grantedAt = ?1 where id = ?2", to == Status.ACTIVE ? now : null, seen.id());
        }
        return isDone;
    }

    void decidedBy(Subscription seen, String login) {
        rows.step("decidedBy = ?1 where id = ?2", login, seen.id());
    }

    private static Cursor place(Optional<String> after) {
        return after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of(Instant.EPOCH, ""));
    }
}
