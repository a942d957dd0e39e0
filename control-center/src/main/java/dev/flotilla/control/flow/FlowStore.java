package dev.flotilla.control.flow;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.control.database.Sql;
import dev.flotilla.id.FlowId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.unit.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of desired flows, within a transaction of their tenant. */
final class FlowStore {
    private static final String FLOWS = """
            select f.id, f.node_id, f.definition, f.created_at, f.updated_at,
                n.answered_generation >= f.generation and n.refused is null and f.not_applied is null as is_applied,
                coalesce(f.not_applied, case when n.answered_generation >= f.generation then n.refused end) as not_applied
            from flow.flow f join flow.node n on n.node_id = f.node_id
            """;

    private final Sql sql;

    FlowStore(Sql sql) {
        this.sql = sql;
    }

    /** Holds the node's row until the end of the transaction, so that its flows change one change at a time. */
    void lock(TenantId tenant, NodeId node) {
        sql.update(
                "insert into flow.node (node_id, tenant_id) values (?, ?) on conflict do nothing",
                node.value(),
                tenant.value());
        if (sql.list("select 1 from flow.node where node_id = ? for update", row -> true, node.value())
                .isEmpty()) {
            throw new IllegalStateException(node + " belongs to another tenant");
        }
    }

    /** Counts a change of the node's flows. */
    Generation nextGeneration(NodeId node) {
        return sql.one(
                        "update flow.node set generation = generation + 1 where node_id = ? returning generation",
                        row -> new Generation(row.getLong(1)),
                        node.value())
                .orElseThrow();
    }

    /** What is wanted of the node at present; {@link Generation#NONE} when nothing ever was. */
    Generation generation(NodeId node) {
        return sql.one(
                        "select generation from flow.node where node_id = ?",
                        row -> new Generation(row.getLong(1)),
                        node.value())
                .orElse(Generation.NONE);
    }

    Optional<DesiredFlow> find(String id) {
        return sql.one(FLOWS + "where f.id = ?", FlowStore::read, id);
    }

    /** In the order in which they were made. */
    List<DesiredFlow> ofNodes(Collection<NodeId> nodes) {
        return sql.list(
                FLOWS + "where f.node_id = any (?) order by f.created_at, f.id",
                FlowStore::read,
                nodes.stream().map(NodeId::value).toList());
    }

    void insert(TenantId tenant, NodeId node, FlowSpec spec, Generation generation) {
        sql.update(
                """
                insert into flow.flow (id, tenant_id, node_id, name, definition, generation)
                values (?, ?, ?, ?, ?, ?)""",
                spec.getId(),
                tenant.value(),
                node.value(),
                spec.getName(),
                spec.toByteArray(),
                generation.value());
    }

    void update(FlowSpec spec, Generation generation) {
        sql.update("""
                update flow.flow set name = ?, definition = ?, generation = ?, not_applied = null, updated_at = now()
                where id = ?""", spec.getName(), spec.toByteArray(), generation.value(), spec.getId());
    }

    void delete(FlowId id) {
        sql.update("delete from flow.flow where id = ?", id.value());
    }

    /** Notes that the node answered; false when it has answered something newer before. */
    boolean answered(NodeId node, Generation generation, Optional<String> refused) {
        int noted = sql.update(
                """
                update flow.node set answered_generation = ?, refused = ?
                where node_id = ? and answered_generation <= ? and generation >= ?""", generation.value(), refused.orElse(null), node.value(), generation.value(), generation.value());
        return noted > 0;
    }

    /** Notes what could not be applied, unless the flow has changed since. */
    void notApplied(NodeId node, Generation generation, String flowId, String reason) {
        sql.update(
                "update flow.flow set not_applied = ? where id = ? and node_id = ? and generation <= ?",
                reason,
                flowId,
                node.value(),
                generation.value());
    }

    /** Forgets what could not be applied before. */
    void allApplied(NodeId node, Generation generation) {
        sql.update("""
                update flow.flow set not_applied = null
                where node_id = ? and generation <= ? and not_applied is not null""", node.value(), generation.value());
    }

    private static DesiredFlow read(ResultSet row) throws SQLException {
        return new DesiredFlow(
                definition(row.getString("id"), row.getBytes("definition")),
                new NodeId(row.getString("node_id")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"),
                row.getBoolean("is_applied"),
                Optional.ofNullable(row.getString("not_applied")));
    }

    private static FlowSpec definition(String id, byte[] bytes) {
        try {
            return FlowSpec.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the definition of flow '%s' cannot be read".formatted(id), e);
        }
    }
}
