package dev.flotilla.control.flow;

import static java.util.stream.Collectors.groupingBy;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.uplink.DesiredFlows;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Problem;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Allowance;
import dev.flotilla.control.tenant.Counted;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.FlowId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The flows of a tenant: those that are wanted on its nodes, and those that its nodes have made themselves. */
@ApplicationScoped
public class Flows implements Counted {
    static final int MOST_PER_NODE = 200;
    private static final FlowStore.Filter EVERY = new FlowStore.Filter("", "");

    private final Tenancy tenancy;
    private final FlowStore store;
    private final FlowDraft draft;
    private final LocalFlows local;
    private final Places places;
    private final Tenants tenants;
    private final Event<DesiredFlows.Changed> changed;

    Flows(
            Tenancy tenancy,
            FlowStore store,
            FlowDraft draft,
            LocalFlows local,
            Places places,
            Tenants tenants,
            Event<DesiredFlows.Changed> changed) {
        this.tenancy = tenancy;
        this.store = store;
        this.draft = draft;
        this.local = local;
        this.places = places;
        this.tenants = tenants;
        this.changed = changed;
    }

    Optional<Flow> find(TenantId tenant, String id) {
        Optional<Flow> wanted = tenancy.call(tenant, () -> store.find(id)).map(DesiredFlow::show);
        return wanted.or(() -> local.find(tenant, id));
    }

    /** The flows of each of those nodes, in the order of the nodes; those that were made here first. */
    List<List<Flow>> on(TenantId tenant, List<NodeId> ids) {
        Map<NodeId, List<DesiredFlow>> wanted =
                tenancy.call(tenant, () -> store.ofNodes(ids)).stream().collect(groupingBy(DesiredFlow::node));
        Map<NodeId, List<Flow>> made = local.on(tenant, ids);
        return ids.stream()
                .map(id -> Stream.concat(
                                wanted.getOrDefault(id, List.of()).stream().map(DesiredFlow::show),
                                made.getOrDefault(id, List.of()).stream())
                        .toList())
                .toList();
    }

    /** Those that were made here, by name. */
    Page<Flow> page(TenantId tenant, int first, Optional<String> after, FlowStore.Filter filter) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of("", ""));
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> store.page(filter, from.keys().get(0), from.keys().get(1), size + 1).stream()
                                .map(DesiredFlow::show)
                                .toList()),
                size);
    }

    int count(TenantId tenant, FlowStore.Filter filter) {
        return tenancy.call(tenant, () -> store.count(filter));
    }

    /** A new flow, which its node hears of when the transaction has committed. */
    public Flow create(TenantId tenant, FlowInput.Create input) {
        FlowSpec spec = draft.of(FlowId.random(), input);
        FlowRules.check(spec);
        return tenancy.call(tenant, () -> {
            tenants.checkMore(tenant, Allowance.FLOWS, store.count(EVERY));
            Places.Place place = places.find(tenant, spec, input);
            store.lock(tenant, place.node());
            checkAmongOthers(place.node(), spec);
            store.insert(place.node(), spec, store.nextGeneration(place.node()), place.placing());
            changed.fire(new DesiredFlows.Changed(place.node()));
            return store.find(spec.getId()).orElseThrow().show();
        });
    }

    Flow update(TenantId tenant, FlowInput.Update input) {
        Integer moveAfter = input.moveAfterSeconds();
        if (moveAfter != null) {
            Places.checkMoveAfter(moveAfter);
            run(tenant, input.id(), flow -> {
                if (flow.placement().isEmpty()) {
                    throw new Refused(InvalidInput.of(
                            "moveAfterSeconds", moveAfter, "is for flows on any node of a cluster only"));
                }
                store.moveAfter(new FlowId(input.id()), moveAfter);
                return flow;
            });
        }
        return change(tenant, input.id(), spec -> draft.of(spec, input));
    }

    Flow setRunning(TenantId tenant, String id, boolean isRunning) {
        return change(tenant, id, spec -> spec.toBuilder().setRunning(isRunning).build());
    }

    void delete(TenantId tenant, String id) {
        run(tenant, id, flow -> {
            store.delete(new FlowId(flow.spec().getId()));
            store.nextGeneration(flow.node());
            changed.fire(new DesiredFlows.Changed(flow.node()));
            return flow;
        });
    }

    /** Moves a flow of "any node of this cluster" away from its node, if that is still where it is and another can take it. */
    boolean move(TenantId tenant, DesiredFlow seen, Placement from, String reason) {
        return tenancy.call(tenant, () -> {
            if (!(places.elsewhere(tenant, seen, from) instanceof Placement.Choice.Node(NodeId to, String because))) {
                return false;
            }
            Stream.of(seen.node(), to)
                    .sorted(Comparator.comparing(NodeId::value))
                    .forEach(node -> store.lock(tenant, node));
            FlowId id = new FlowId(seen.spec().getId());
            Optional<FlowSpec> present = store.find(id.value()).map(DesiredFlow::spec);
            if (present.isEmpty() || !isFree(to, present.get())) {
                return false;
            }
            if (!store.move(id, from.epoch(), to, store.nextGeneration(to), reason + "; " + because)) {
                throw new Refused(new Conflict(
                        "Flow '%s' was moved meanwhile.".formatted(seen.spec().getName())));
            }
            store.nextGeneration(seen.node());
            changed.fire(new DesiredFlows.Changed(to));
            changed.fire(new DesiredFlows.Changed(seen.node()));
            return true;
        });
    }

    private boolean isFree(NodeId node, FlowSpec flow) {
        try {
            checkAmongOthers(node, flow);
            return true;
        } catch (Refused taken) {
            return false;
        }
    }

    private Flow change(TenantId tenant, String id, UnaryOperator<FlowSpec> edit) {
        return run(tenant, id, flow -> {
                    FlowSpec spec = edit.apply(flow.spec());
                    if (spec.equals(flow.spec())) {
                        return flow;
                    }
                    FlowRules.check(spec);
                    checkAmongOthers(flow.node(), spec);
                    store.update(spec, store.nextGeneration(flow.node()));
                    changed.fire(new DesiredFlows.Changed(flow.node()));
                    return store.find(id).orElseThrow();
                })
                .show();
    }

    /** Changes a flow while nobody else changes a flow of its node. */
    private DesiredFlow run(TenantId tenant, String id, UnaryOperator<DesiredFlow> change) {
        Optional<DesiredFlow> done = tenancy.call(tenant, () -> {
            Optional<DesiredFlow> found = store.find(id);
            found.ifPresent(flow -> store.lock(tenant, flow.node()));
            return found.flatMap(flow -> store.find(id)).map(flow -> {
                AuditNotes.before(flow.show());
                return change.apply(flow);
            });
        });
        return done.orElseThrow(() -> new Refused(local.find(tenant, id)
                .<Problem>map(
                        flow -> new Conflict("Flow '%s' was made on its node: change it there.".formatted(flow.name())))
                .orElse(NotFound.of("flow", id))));
    }

    private void checkAmongOthers(NodeId node, FlowSpec spec) {
        List<FlowSpec> others = store.ofNodes(List.of(node)).stream()
                .map(DesiredFlow::spec)
                .filter(other -> !other.getId().equals(spec.getId()))
                .toList();
        if (others.size() >= MOST_PER_NODE) {
            throw new Refused(new Conflict("A node takes at most %d flows.".formatted(MOST_PER_NODE)));
        }
        if (others.stream().anyMatch(other -> other.getName().equals(spec.getName()))) {
            throw new Refused(new Conflict("There is a flow '%s' on this node already.".formatted(spec.getName())));
        }
        Listener.check(spec, others);
    }

    @Override
    public Allowance allowance() {
        return Allowance.FLOWS;
    }

    @Override
    public int present(TenantId tenant) {
        return count(tenant, EVERY);
    }
}
