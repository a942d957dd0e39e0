package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.store.FlowStore;
import dev.flotilla.edge.uplink.Owner;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.unit.Generation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Every flow of this node, in memory as on disk: a change is seen only when it is durable. Reading needs no lock; whoever
 * changes something does so within {@link #exclusively}.
 */
final class FlowBook {
    private final FlowStore store;
    private final FlowLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<FlowId, Flow> flows;
    private volatile String owner;
    private volatile Generation generation;

    FlowBook(FlowStore store, FlowLimits limits) {
        this.store = store;
        this.limits = limits;
        Map<FlowId, Flow> read = new LinkedHashMap<>();
        store.flows().forEach(each -> read.put(each.id(), each));
        this.flows = read;
        this.owner = store.desiredOwner();
        this.generation = store.desired()
                .map(each -> new Generation(each.getGeneration()))
                .orElse(Generation.NONE);
    }

    /** Does this while nobody else changes anything. */
    <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest first. */
    Collection<Flow> all() {
        return List.copyOf(flows.values());
    }

    /** What the engine should know of the flows. */
    List<FlowSpec> engineSpecs() {
        return flows.values().stream().map(limits::engineSpec).toList();
    }

    /** Whether one flow more than those that are wanted already may run beside them. */
    boolean hasRoomFor(FlowId id) {
        return flows.values().stream()
                        .filter(each -> each.isWanted() && !each.id().equals(id))
                        .count()
                < limits.maxFlows();
    }

    int maxFlows() {
        return limits.maxFlows();
    }

    Optional<Flow> find(FlowId id) {
        return Optional.ofNullable(flows.get(id));
    }

    /** Whether the desired state that is held came from that owner. */
    boolean isOf(Owner candidate) {
        return candidate.text().equals(owner);
    }

    /** The generation of the desired state that is held from that owner. */
    Generation generation(Owner candidate) {
        return isOf(candidate) ? generation : Generation.NONE;
    }

    /** Keeps the flow and, together with it, what happened to it. */
    void put(Flow flow, Event... events) {
        store.save(List.of(flow), List.of(), List.of(events));
        replace(List.of(flow), List.of());
    }

    void delete(FlowId id) {
        store.save(List.of(), List.of(id), List.of());
        replace(List.of(), List.of(id));
    }

    void follow(Owner wanting, DesiredState desired, DesiredPlan plan) {
        store.save(wanting.text(), desired, plan.changed(), plan.deleted());
        replace(plan.changed(), plan.deleted());
        owner = wanting.text();
        generation = new Generation(desired.getGeneration());
    }

    private void replace(Collection<? extends Flow> changed, Collection<FlowId> deleted) {
        Map<FlowId, Flow> next = new LinkedHashMap<>(flows);
        deleted.forEach(next::remove);
        changed.forEach(each -> next.put(each.id(), each));
        flows = next;
    }
}
