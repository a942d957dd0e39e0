package dev.flotilla.control.flow;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.FlowId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.unit.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of desired flows, within a transaction of their tenant. */
@ApplicationScoped
class FlowStore {
    private static final String WITH_NODE = "from FlowEntity f join fetch f.node n ";

    private static final String FILTER = "locate(?%1$d, lower(f.name)) > 0 and (?%2$d = '' or f.clusterId = ?%2$d)";

    /**
     * Which flows.
     *
     * @param text a part of the name in lower case, or empty
     * @param cluster of any node of which they are, or empty
     */
    record Filter(String text, String cluster) {}

    private final Tenancy tenancy;
    private final FlowRepository flows;
    private final WantedNodeRepository nodes;

    FlowStore(Tenancy tenancy, FlowRepository flows, WantedNodeRepository nodes) {
        this.tenancy = tenancy;
        this.flows = flows;
        this.nodes = nodes;
    }

    /** Holds the node's row until the end of the transaction, so that its flows change one change at a time. */
    void lock(TenantId tenant, NodeId node) {
        tenancy.sql(sql -> sql.update(
                "insert into flow.node (node_id, tenant_id) values (?, ?) on conflict do nothing",
                node.value(),
                tenant.value()));
        nodes.forget();
        if (nodes.findByIdOptional(node.value(), LockModeType.PESSIMISTIC_WRITE).isEmpty()) {
            throw new IllegalStateException(node + " belongs to another tenant");
        }
    }

    /** Counts a change of the node's flows, while its row is locked. */
    Generation nextGeneration(NodeId node) {
        nodes.step("generation = generation + 1 where nodeId = ?1", node.value());
        return new Generation(nodes.findByIdOptional(node.value()).orElseThrow().generation);
    }

    /** Counts on until the generation is newer than that one, while the node's row is locked. */
    Generation raiseAbove(NodeId node, Generation other) {
        nodes.step(
                "generation = ?1 where nodeId = ?2 and generation < ?1",
                other.next().value(),
                node.value());
        return new Generation(nodes.findByIdOptional(node.value()).orElseThrow().generation);
    }

    /** What is wanted of the node at present; {@link Generation#NONE} when nothing ever was. */
    Generation generation(NodeId node) {
        return nodes.findByIdOptional(node.value())
                .map(row -> new Generation(row.generation))
                .orElse(Generation.NONE);
    }

    /** The newest generation that the node has answered. */
    Generation answered(NodeId node) {
        return nodes.findByIdOptional(node.value())
                .map(row -> new Generation(row.answeredGeneration))
                .orElse(Generation.NONE);
    }

    Optional<DesiredFlow> find(String id) {
        return flows.find(WITH_NODE + "where f.id = ?1", id)
                .singleResultOptional()
                .map(FlowEntity::flow);
    }

    /** In the order in which they were made. */
    List<DesiredFlow> ofNodes(Collection<NodeId> ids) {
        var texts = ids.stream().map(NodeId::value).toList();
        return flows.list(WITH_NODE + "where n.nodeId in ?1 order by f.createdAt, f.id", texts).stream()
                .map(FlowEntity::flow)
                .toList();
    }

    /** By name. */
    List<DesiredFlow> page(Filter filter, String afterName, String afterId, int most) {
        String query = WITH_NODE + "where (f.name, f.id) > (?1, ?2) and " + FILTER.formatted(3, 4);
        return flows
                .find(query + " order by f.name, f.id", afterName, afterId, filter.text(), filter.cluster())
                .page(0, most)
                .stream()
                .map(FlowEntity::flow)
                .toList();
    }

    int count(Filter filter) {
        return Math.toIntExact(
                flows.count("from FlowEntity f where " + FILTER.formatted(1, 2), filter.text(), filter.cluster()));
    }

    void insert(NodeId node, FlowSpec spec, Generation generation, Optional<FlowEntity.Placing> placing) {
        flows.add(new FlowEntity(nodes.findByIdOptional(node.value()).orElseThrow(), spec, generation, placing));
    }

    void moveAfter(FlowId id, int seconds) {
        flows.step("moveAfterSeconds = ?1, updatedAt = instant where id = ?2", seconds, id.value());
    }

    /** Places the flow anew, unless somebody did since that epoch. */
    boolean move(FlowId id, long epoch, NodeId to, Generation generation, String because) {
        int moved = tenancy.sql(sql -> sql.update("""
            update flow.flow set node_id = ?, generation = ?, not_applied = null, epoch = epoch + 1, placed_at = now(),
                placed_because = ? where id = ? and epoch = ?\
            """, to.value(), generation.value(), because, id.value(), epoch));
        flows.forget();
        return moved == 1;
    }

    void update(FlowSpec spec, Generation generation) {
        flows.step(
                "name = ?1, definition = ?2, generation = ?3, notApplied = null, updatedAt = instant where id = ?4",
                spec.getName(),
                spec.toByteArray(),
                generation.value(),
                spec.getId());
    }

    void delete(FlowId id) {
        flows.delete("id", id.value());
    }

    /** Notes that the node answered; false when it has answered something newer before. */
    boolean answered(NodeId node, Generation generation, Optional<String> refused) {
        int noted = nodes.step("""
            answeredGeneration = ?1, refused = ?2
            where nodeId = ?3 and answeredGeneration <= ?1 and generation >= ?1\
            """, generation.value(), refused.orElse(null), node.value());
        return noted > 0;
    }

    /** Notes what could not be applied, unless the flow has changed since. */
    void notApplied(NodeId node, Generation generation, String flowId, String reason) {
        flows.step(
                "notApplied = ?1 where id = ?2 and node.nodeId = ?3 and generation <= ?4",
                reason,
                flowId,
                node.value(),
                generation.value());
    }

    /** Forgets what could not be applied before. */
    void allApplied(NodeId node, Generation generation) {
        flows.step(
                "notApplied = null where node.nodeId = ?1 and generation <= ?2 and notApplied is not null",
                node.value(),
                generation.value());
    }
}
