package dev.flotilla.control.fleet;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.foghorn.v1.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Takes nodes out of service and back. Their agents hear of it by the uplink, and their Foghorns from them. */
@ApplicationScoped
public class NodeLifecycles {
    /** A node is to be retired. Fired within the transaction that does it: who still needs the node throws {@link Refused}. */
    public record Retiring(TenantId tenant, NodeId node, String name) {}

    private static final int LONGEST_REASON = 500;

    private final Tenancy tenancy;
    private final NodeRepository rows;
    private final Nodes nodes;
    private final Jobs jobs;
    private final NodePresence presence;
    private final Event<Retiring> retiring;
    private final Clock clock = Clock.systemUTC();

    NodeLifecycles(
            Tenancy tenancy,
            NodeRepository rows,
            Nodes nodes,
            Jobs jobs,
            NodePresence presence,
            Event<Retiring> retiring) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.nodes = nodes;
        this.jobs = jobs;
        this.presence = presence;
        this.retiring = retiring;
    }

    /** Makes the node serve as usual, drain, or be as if it were not there. */
    public Node setMode(TenantId tenant, String id, Lifecycle.Phase phase, String reason, String login) {
        checkReason(reason);
        return tenancy.call(tenant, () -> {
            Node node = nodes.lock(tenant, nodes.get(tenant, id).id());
            AuditNotes.before(node);
            if (node.lifecycle().phase() == Lifecycle.Phase.RETIRED) {
                throw new Refused(new Conflict(
                        "Node '%s' is retired: enrol its machine again to use it.".formatted(node.name())));
            }
            return set(tenant, node, phase, reason, login);
        });
    }

    /** Takes the node out of service for good: its certificates count no more. */
    Node retire(TenantId tenant, String id, String reason, String login) {
        checkReason(reason);
        return tenancy.call(tenant, () -> {
            Node node = nodes.lock(tenant, nodes.get(tenant, id).id());
            AuditNotes.before(node);
            retiring.fire(new Retiring(tenant, node.id(), node.name()));
            nodes.revoke(tenant, id);
            return set(tenant, node, Lifecycle.Phase.RETIRED, reason, login);
        });
    }

    /** The modes that were given to those nodes, for whoever tells them; without those that were never given one. */
    public Map<NodeId, Mode> modes(Collection<NodeId> ids) {
        return jobs
                .call(
                        Purpose.REGION,
                        sql -> sql.list(
                                "select id, lifecycle, mode_set_by, mode_set_at from fleet.node where id = any (?) and"
                                        + " mode_set_at is not null",
                                row -> Map.entry(
                                        new NodeId(row.getString("id")),
                                        Mode.newBuilder()
                                                .setKind(kind(Lifecycle.Phase.valueOf(row.getString("lifecycle"))))
                                                .setSetBy(row.getString("mode_set_by"))
                                                .setSetAtMs(Sql.instant(row, "mode_set_at")
                                                        .toEpochMilli())
                                                .build()),
                                ids.stream().map(NodeId::value).toList()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Node set(TenantId tenant, Node node, Lifecycle.Phase phase, String reason, String login) {
        rows.step(
                "lifecycle = ?1, modeReason = ?2, modeSetBy = ?3, modeSetAt = ?4 where id = ?5",
                phase,
                reason.isBlank() ? null : reason.strip(),
                login,
                clock.instant(),
                node.id().value());
        presence.changed(tenant, node, phase, login);
        return nodes.get(tenant, node.id().value());
    }

    private static void checkReason(String reason) {
        if (reason.length() > LONGEST_REASON) {
            throw new Refused(InvalidInput.of("reason", "must have at most %d characters".formatted(LONGEST_REASON)));
        }
    }

    private static Mode.Kind kind(Lifecycle.Phase phase) {
        return switch (phase) {
            case ENROLLED, ACTIVE -> Mode.Kind.KIND_NORMAL;
            case DRAINING -> Mode.Kind.KIND_DRAINING;
            case MAINTENANCE, RETIRED -> Mode.Kind.KIND_MAINTENANCE;
        };
    }
}
