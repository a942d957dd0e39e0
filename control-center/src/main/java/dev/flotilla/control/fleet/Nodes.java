package dev.flotilla.control.fleet;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Allowance;
import dev.flotilla.control.tenant.Counted;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The nodes of a tenant. */
@ApplicationScoped
public class Nodes implements Counted {
    /** The node's certificates count no more. Fired within the transaction that takes them back. */
    public record Revoked(NodeId node) {}

    private static final String AFTER = "(name, id) > (?1, ?2) order by name, id";

    private final Tenancy tenancy;
    private final NodeRepository rows;
    private final Certificates certificates;
    private final Event<Revoked> revoked;
    private final Clock clock = Clock.systemUTC();

    Nodes(Tenancy tenancy, NodeRepository rows, Certificates certificates, Event<Revoked> revoked) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.certificates = certificates;
        this.revoked = revoked;
    }

    /** The node; empty when the tenant has none with that id. */
    public Optional<Node> find(TenantId tenant, String id) {
        return tenancy.call(tenant, () -> rows.findByIdOptional(id)).map(NodeEntity::node);
    }

    /** The node; {@link Refused} when the tenant has none with that id. */
    public Node get(TenantId tenant, String id) {
        return find(tenant, id).orElseThrow(() -> new Refused(NotFound.of("node", id)));
    }

    /** The node, locked until the tenant's transaction ends, so that nobody revokes it meanwhile. */
    public Node lock(TenantId tenant, NodeId node) {
        return tenancy.call(tenant, () -> {
            rows.forget();
            return rows.findByIdOptional(node.value(), LockModeType.PESSIMISTIC_WRITE)
                    .map(NodeEntity::node)
                    .orElseThrow(() -> new Refused(NotFound.of("node", node.value())));
        });
    }

    public Map<NodeId, Node> byId(TenantId tenant, Collection<NodeId> ids) {
        var texts = ids.stream().map(NodeId::value).distinct().toList();
        return tenancy.call(tenant, () -> rows.list("id in ?1", texts)).stream()
                .map(NodeEntity::node)
                .collect(Collectors.toMap(Node::id, node -> node));
    }

    /** All of a cluster, by name. */
    public List<Node> inCluster(TenantId tenant, ClusterId cluster) {
        return tenancy.call(tenant, () -> rows.list("clusterId = ?1 order by name", cluster.value())).stream()
                .map(NodeEntity::node)
                .toList();
    }

    /** By name; those of one cluster when it is given. */
    public Page<Node> page(TenantId tenant, int first, Optional<String> after, Optional<String> cluster) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of("", ""));
        String name = from.keys().get(0);
        String id = from.keys().get(1);
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> cluster
                                .map(only -> rows.find("clusterId = ?3 and " + AFTER, name, id, only))
                                .orElseGet(() -> rows.find(AFTER, name, id))
                                .page(0, size + 1)
                                .stream()
                                .map(NodeEntity::node)
                                .toList()),
                size);
    }

    /** Those that may work: all that were not revoked. */
    public int inService(TenantId tenant) {
        return Math.toIntExact(tenancy.call(tenant, () -> rows.count("revokedAt is null")));
    }

    public int count(TenantId tenant, Optional<String> cluster) {
        long count = tenancy.call(
                tenant, () -> cluster.map(only -> rows.count("clusterId", only)).orElseGet(rows::count));
        return Math.toIntExact(count);
    }

    public Node rename(TenantId tenant, String id, String name) {
        String checked = Names.check("name", name);
        try {
            return tenancy.call(tenant, () -> {
                AuditNotes.before(get(tenant, id));
                rows.step("name = ?1 where id = ?2", checked, id);
                return get(tenant, id);
            });
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a node '%s' already.".formatted(checked)));
        }
    }

    /** Shuts the node out: its certificates count no more and its stream ends. */
    public Node revoke(TenantId tenant, String id) {
        Instant now = clock.instant();
        return tenancy.call(tenant, () -> {
            Node node = lock(tenant, get(tenant, id).id());
            AuditNotes.before(node);
            rows.step("revokedAt = ?1 where id = ?2 and revokedAt is null", now, id);
            revokeCertificates(tenant, node.id());
            return get(tenant, id);
        });
    }

    /** Shuts so many nodes out that are not yet, in a transaction each, and answers how many there were. */
    int revokeSome(TenantId tenant, int most) {
        List<String> ids = tenancy.call(
                tenant,
                () -> rows.find("revokedAt is null").page(0, most).stream()
                        .map(row -> row.id)
                        .toList());
        ids.forEach(id -> revoke(tenant, id));
        return ids.size();
    }

    /** Takes back what certificates the node has, and ends the stream that rests on one. Within the tenant's transaction. */
    public void revokeCertificates(TenantId tenant, NodeId node) {
        certificates.revoke(tenant, node);
        revoked.fire(new Revoked(node));
    }

    /** Takes note of a new certificate's end. */
    public void certificateExpires(TenantId tenant, NodeId node, Instant at) {
        tenancy.run(tenant, () -> rows.step("certificateExpiresAt = ?1 where id = ?2", at, node.value()));
    }

    /** The node on a machine, locked until the transaction ends. */
    public Optional<Node> findMachine(TenantId tenant, String machineHash) {
        return tenancy.call(tenant, () -> {
            rows.forget();
            return rows.find("machineHash", machineHash)
                    .withLock(LockModeType.PESSIMISTIC_WRITE)
                    .singleResultOptional()
                    .map(NodeEntity::node);
        });
    }

    /** Lets a machine in that was here before: it keeps its id and its name. */
    public void readmit(TenantId tenant, NodeId node, ClusterId cluster, Machine machine) {
        tenancy.run(tenant, () -> {
            rows.step(
                    "lifecycle = ?1 where id = ?2 and lifecycle = ?3",
                    Lifecycle.Phase.ACTIVE,
                    node.value(),
                    Lifecycle.Phase.RETIRED);
            rows.step(
                    """
                    clusterId = ?1, macHashes = ?2, addresses = ?3, address = ?4, roles = ?5, agentVersion = ?6,
                        enrolledAt = ?7, revokedAt = null
                    where id = ?8\
                    """,
                    cluster.value(),
                    machine.macHashes().toArray(String[]::new),
                    machine.addresses().toArray(String[]::new),
                    machine.address(),
                    machine.roles().toArray(String[]::new),
                    machine.agentVersion(),
                    clock.instant(),
                    node.value());
        });
    }

    /** Lets a new machine in under that name; false when the machine or the name is taken. */
    public boolean admit(TenantId tenant, NodeId node, ClusterId cluster, String name, Machine machine) {
        Instant now = clock.instant();
        return tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.update(
                                """
                                insert into fleet.node (id, tenant_id, cluster_id, name, machine_hash, mac_hashes, addresses, address, roles,
                                    agent_version, enrolled_at, certificate_expires_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
                                """,
                                node.value(),
                                tenant.value(),
                                cluster.value(),
                                name,
                                machine.hash(),
                                machine.macHashes(),
                                machine.addresses(),
                                machine.address(),
                                machine.roles(),
                                machine.agentVersion(),
                                now,
                                now)))
                == 1;
    }

    @Override
    public Allowance allowance() {
        return Allowance.NODES;
    }

    @Override
    public int present(TenantId tenant) {
        return inService(tenant);
    }
}
