package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.fleet.Cluster;
import dev.flotilla.control.fleet.marketplace.Subscription.Status;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a node may serve a tenant that is not its own: a guest of its cluster. */
@ApplicationScoped
public class GuestAccess {
    /** What a node is answered about a guest. */
    public sealed interface Admission {
        record Allowed() implements Admission {}

        /** The cluster has nothing to do with that tenant: it is told nothing, not even that there is such a stream. */
        record Stranger() implements Admission {}

        /** The tenant has to do with the cluster, and is not to be served there, or not any more. */
        record Refused(Route.Refusal why) implements Admission {}
    }

    /** How long a guest whose access was taken back is still named to those who have to forget it. */
    private static final int PARTING_S = 60;

    private record Relation(
            Cluster.Kind kind, boolean isDefault, @Nullable Status status) {}

    private final Jobs jobs;
    private final Tenants tenants;

    GuestAccess(Jobs jobs, Tenants tenants) {
        this.jobs = jobs;
        this.tenants = tenants;
    }

    public Admission of(NodeId node, TenantId guest) {
        Optional<Relation> relation = jobs.call(
                Purpose.GUEST_STREAM,
                sql -> sql.one(
                        """
                        select c.is_official, c.visibility, c.is_default, a.status
                        from fleet.node n join fleet.cluster c on c.id = n.cluster_id
                            left join fleet.cluster_access a on a.cluster_id = c.id and a.tenant_id = ?
                        where n.id = ? and n.revoked_at is null\
                        """,
                        row -> new Relation(
                                Cluster.Kind.of(
                                        row.getBoolean("is_official"),
                                        Cluster.Visibility.valueOf(row.getString("visibility"))),
                                row.getBoolean("is_default"),
                                row.getString("status") == null ? null : Status.valueOf(row.getString("status"))),
                        guest.value(),
                        node.value()));
        return relation.map(found -> admission(found, guest)).orElseGet(Admission.Stranger::new);
    }

    private Admission admission(Relation relation, TenantId guest) {
        Status status = relation.status();
        boolean isOpen = relation.isDefault() && status != Status.SUSPENDED;
        if (!isOpen && (status == null || status == Status.ENDED)) {
            return new Admission.Stranger();
        }
        boolean isGranted = isOpen || status == Status.ACTIVE;
        return isGranted && Entitlement.allows(tenants.get(guest).tier(), relation.kind())
                ? new Admission.Allowed()
                : new Admission.Refused(Route.Refusal.CLUSTER_NOT_ENTITLED);
    }

    /** Which nodes have to hear of streams that are not their tenant's. */
    public record Hosts(Map<TenantId, Set<NodeId>> ofGuests, Set<NodeId> ofAll) {
        public boolean serve(NodeId node, TenantId guest) {
            return ofAll.contains(node)
                    || ofGuests.getOrDefault(guest, Set.of()).contains(node);
        }
    }

    /** Of those nodes, those in whose clusters those tenants are guests now, or were a moment ago. */
    public Hosts hosts(Collection<TenantId> guests, Collection<NodeId> nodes) {
        return jobs.call(Purpose.GUEST_STREAM, sql -> {
            List<String> candidates = nodes.stream().map(NodeId::value).toList();
            Map<TenantId, Set<NodeId>> ofGuests = sql
                    .list(
                            """
                            select a.tenant_id, n.id
                            from fleet.cluster_access a join fleet.node n on n.cluster_id = a.cluster_id
                            where a.tenant_id = any (?) and n.id = any (?) and (a.status = 'ACTIVE' or a.granted_at is not null
                                and a.changed_at > clock_timestamp() - make_interval(secs => ?))\
                            """,
                            row -> Map.entry(new TenantId(row.getString(1)), new NodeId(row.getString(2))),
                            guests.stream().map(TenantId::value).toList(),
                            candidates,
                            PARTING_S)
                    .stream()
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
            Set<NodeId> ofAll = Set.copyOf(sql.list("""
                select n.id from fleet.node n join fleet.cluster c on c.id = n.cluster_id
                where c.is_default and n.id = any (?)\
                """, row -> new NodeId(row.getString(1)), candidates));
            return new Hosts(ofGuests, ofAll);
        });
    }
}
