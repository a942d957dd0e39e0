package dev.flotilla.control.fleet;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.SqlFailure;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The nodes of a tenant. */
@ApplicationScoped
public class Nodes {
    /** The node's certificates count no more. Fired within the transaction that takes them back. */
    public record Revoked(NodeId node) {}

    private static final String COLUMNS = "select * from fleet.node ";

    private final Tenancy tenancy;
    private final Certificates certificates;
    private final Event<Revoked> revoked;
    private final Clock clock = Clock.systemUTC();

    Nodes(Tenancy tenancy, Certificates certificates, Event<Revoked> revoked) {
        this.tenancy = tenancy;
        this.certificates = certificates;
        this.revoked = revoked;
    }

    /** The node; empty when the tenant has none with that id. */
    public Optional<Node> find(TenantId tenant, String id) {
        return tenancy.call(tenant, () -> tenancy.sql(sql -> sql.one(COLUMNS + "where id = ?", Nodes::read, id)));
    }

    /** The node; {@link Refused} when the tenant has none with that id. */
    public Node get(TenantId tenant, String id) {
        return find(tenant, id).orElseThrow(() -> new Refused(NotFound.of("node", id)));
    }

    public Map<NodeId, Node> byId(TenantId tenant, Collection<NodeId> ids) {
        var texts = ids.stream().map(NodeId::value).distinct().toList();
        return tenancy
                .call(tenant, () -> tenancy.sql(sql -> sql.list(COLUMNS + "where id = any (?)", Nodes::read, texts)))
                .stream()
                .collect(Collectors.toMap(Node::id, node -> node));
    }

    /** By name; those of one cluster when it is given. */
    public Page<Node> page(TenantId tenant, int first, Optional<String> after, Optional<String> cluster) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of("", ""));
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.list(
                                COLUMNS
                                        + "where (name, id) > (?, ?) and (?::text is null or cluster_id = ?) order by name, id limit ?",
                                Nodes::read,
                                from.keys().get(0),
                                from.keys().get(1),
                                cluster.orElse(null),
                                cluster.orElse(null),
                                size + 1))),
                size);
    }

    public int count(TenantId tenant, Optional<String> cluster) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                                "select count(*) from fleet.node where ?::text is null or cluster_id = ?",
                                row -> row.getInt(1),
                                cluster.orElse(null),
                                cluster.orElse(null))
                        .orElseThrow()));
    }

    public Node rename(TenantId tenant, String id, String name) {
        String checked = Names.check("name", name);
        try {
            return tenancy.call(tenant, () -> {
                tenancy.sql(sql -> sql.update("update fleet.node set name = ? where id = ?", checked, id));
                return get(tenant, id);
            });
        } catch (SqlFailure e) {
            if (e.isDuplicate()) {
                throw new Refused(new Conflict("There is a node '%s' already.".formatted(checked)));
            }
            throw e;
        }
    }

    /** Shuts the node out: its certificates count no more and its stream ends. */
    public Node revoke(TenantId tenant, String id) {
        Instant now = clock.instant();
        return tenancy.call(tenant, () -> {
            Node node = get(tenant, id);
            tenancy.sql(sql ->
                    sql.update("update fleet.node set revoked_at = coalesce(revoked_at, ?) where id = ?", now, id));
            revokeCertificates(tenant, node.id());
            return get(tenant, id);
        });
    }

    /** Takes back what certificates the node has, and ends the stream that rests on one. Within the tenant's transaction. */
    public void revokeCertificates(TenantId tenant, NodeId node) {
        certificates.revoke(tenant, node);
        revoked.fire(new Revoked(node));
    }

    /** Takes note of a new certificate's end. */
    public void certificateExpires(TenantId tenant, NodeId node, Instant at) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql ->
                        sql.update("update fleet.node set certificate_expires_at = ? where id = ?", at, node.value())));
    }

    /** The node on a machine, locked until the transaction ends. */
    public Optional<Node> findMachine(TenantId tenant, String machineHash) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(
                        sql -> sql.one(COLUMNS + "where machine_hash = ? for update", Nodes::read, machineHash)));
    }

    /** Lets a machine in that was here before: it keeps its id and its name. */
    public void readmit(TenantId tenant, NodeId node, ClusterId cluster, Machine machine) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        """
                update fleet.node set cluster_id = ?, mac_hashes = ?, addresses = ?, address = ?, roles = ?, agent_version = ?,
                    enrolled_at = ?, revoked_at = null
                where id = ?""",
                        cluster.value(),
                        machine.macHashes(),
                        machine.addresses(),
                        machine.address(),
                        machine.roles(),
                        machine.agentVersion(),
                        clock.instant(),
                        node.value())));
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
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
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

    private static Node read(ResultSet row) throws SQLException {
        return new Node(
                new NodeId(row.getString("id")),
                new ClusterId(row.getString("cluster_id")),
                row.getString("name"),
                row.getString("address"),
                Sql.instant(row, "enrolled_at"),
                Sql.instant(row, "certificate_expires_at"),
                Sql.instantOrNull(row, "revoked_at"));
    }
}
