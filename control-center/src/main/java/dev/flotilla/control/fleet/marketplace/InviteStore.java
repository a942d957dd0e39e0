package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The rows of invites: the owner's, and those of them that name the tenant that asks. */
@ApplicationScoped
class InviteStore {
    /** An invite that somebody has the secret of, or is named in: what is needed to accept it. */
    record Offer(String id, ClusterId cluster, TenantId owner, Instant madeAt) {}

    private static final String THEIRS = "tenantId = ?1 and clusterId = ?2";
    private static final String UNUSED = " and id not in (select u.inviteId from InviteUseEntity u)";
    private static final String MINE = "inviteeTenantId = ?1 and revokedAt is null and expiresAt > ?2" + UNUSED;
    private static final String AFTER = " and (createdAt, id) > (?3, ?4) order by createdAt, id";

    private final Tenancy tenancy;
    private final InviteRepository rows;
    private final InviteUseRepository uses;
    private final Jobs jobs;
    private final Clock clock = Clock.systemUTC();

    InviteStore(Tenancy tenancy, InviteRepository rows, InviteUseRepository uses, Jobs jobs) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.uses = uses;
        this.jobs = jobs;
    }

    /** Whether an invite to the cluster waits for that tenant. */
    boolean isOffered(TenantId tenant, ClusterId cluster) {
        return tenancy.<Long>call(
                        tenant,
                        () -> rows.count(
                                MINE + " and clusterId = ?3", tenant.value(), clock.instant(), cluster.value()))
                > 0;
    }

    /** Of one of the owner's clusters, oldest first. */
    Page<Invite> page(TenantId owner, ClusterId cluster, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = place(after);
        Instant since = from.instant(0);
        return page(
                owner,
                () -> rows.find(
                        THEIRS + AFTER,
                        owner.value(),
                        cluster.value(),
                        since,
                        from.keys().get(1)),
                size);
    }

    int count(TenantId owner, ClusterId cluster) {
        return Math.toIntExact(tenancy.<Long>call(owner, () -> rows.count(THEIRS, owner.value(), cluster.value())));
    }

    /** Those of them that somebody can still accept. */
    int countOpen(TenantId owner, ClusterId cluster) {
        return Math.toIntExact(tenancy.<Long>call(
                owner,
                () -> rows.count(
                        THEIRS + " and revokedAt is null and expiresAt > ?3" + UNUSED,
                        owner.value(),
                        cluster.value(),
                        clock.instant())));
    }

    /** Those that wait for the tenant, oldest first. */
    Page<Invite> page(TenantId invitee, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = place(after);
        Instant since = from.instant(0);
        return page(
                invitee,
                () -> rows.find(
                        MINE + AFTER,
                        invitee.value(),
                        clock.instant(),
                        since,
                        from.keys().get(1)),
                size);
    }

    int count(TenantId invitee) {
        return Math.toIntExact(tenancy.<Long>call(invitee, () -> rows.count(MINE, invitee.value(), clock.instant())));
    }

    Optional<Invite> ofOwner(TenantId owner, String id) {
        return tenancy.call(
                owner,
                () -> rows.find("id = ?1 and tenantId = ?2", id, owner.value())
                        .singleResultOptional()
                        .map(row -> row.invite(used(List.of(row)).contains(row.id), clock.instant())));
    }

    void add(InviteEntity row) {
        rows.add(row);
    }

    /** False when it cannot be taken back any more. */
    boolean revoke(String id) {
        return rows.step("revokedAt = ?1 where id = ?2 and revokedAt is null", clock.instant(), id) == 1;
    }

    /** By the secret, or by the id for the tenant that is named; whose cluster it is, only the invite tells. */
    Optional<Offer> offer(TenantId tenant, String secretHash, String id) {
        return jobs.call(
                Purpose.MARKETPLACE,
                sql -> sql.one(
                        """
                        select id, cluster_id, tenant_id, created_at from fleet.cluster_invite
                        where revoked_at is null and expires_at > ? and (
                            (secret_hash = ? and (invitee_tenant_id is null or invitee_tenant_id = ?))
                            or (id = ? and invitee_tenant_id = ?))\
                        """,
                        row -> new Offer(
                                row.getString(1),
                                new ClusterId(row.getString(2)),
                                new TenantId(row.getString(3)),
                                Sql.instant(row, "created_at")),
                        clock.instant(),
                        secretHash,
                        tenant.value(),
                        id,
                        tenant.value()));
    }

    /** Throws {@link dev.flotilla.control.database.Duplicate} when it was accepted before. */
    void use(TenantId tenant, Offer offer) {
        uses.add(new InviteUseEntity(tenant, offer, clock.instant()));
    }

    private Page<Invite> page(TenantId tenant, Supplier<PanacheQuery<InviteEntity>> query, int size) {
        return Page.cut(
                tenancy.call(tenant, () -> {
                    List<InviteEntity> found = query.get().page(0, size + 1).list();
                    Set<String> used = used(found);
                    return found.stream()
                            .map(row -> row.invite(used.contains(row.id), clock.instant()))
                            .toList();
                }),
                size);
    }

    private Set<String> used(List<InviteEntity> invites) {
        return Set.copyOf(
                uses.list("inviteId in ?1", invites.stream().map(row -> row.id).toList()).stream()
                        .map(use -> use.inviteId)
                        .toList());
    }

    private static Cursor place(Optional<String> after) {
        return after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of(Instant.EPOCH, ""));
    }
}
