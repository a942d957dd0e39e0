package dev.flotilla.edge.mroute;

import dev.flotilla.edge.mroute.flow.Flow;
import dev.flotilla.edge.mroute.flow.FlowRefusal;
import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.edge.mroute.flow.ManagedFlow;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.uplink.v1.DesiredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a desired state changes on this node: which flows of the control center change or go, and which cannot be taken and
 * why. Local flows are never changed. A flow whose new definition cannot be taken stays as it was.
 */
record DesiredPlan(List<ManagedFlow> changed, List<FlowId> deleted, Map<String, String> notApplied) {
    static DesiredPlan of(DesiredState desired, Collection<Flow> present, Instant now) {
        Map<String, Flow> before = new LinkedHashMap<>();
        present.forEach(each -> before.put(each.id().value(), each));
        Map<String, Flow> after = new LinkedHashMap<>();
        before.forEach((id, flow) -> {
            if (flow instanceof LocalFlow) {
                after.put(id, flow);
            }
        });
        List<ManagedFlow> changed = new ArrayList<>();
        Map<String, String> notApplied = new LinkedHashMap<>();
        for (FlowSpec spec : desired.getFlowsList()) {
            Flow old = before.get(spec.getId());
            try {
                ManagedFlow flow = take(spec, old, after, now);
                after.put(spec.getId(), flow);
                if (!flow.equals(old)) {
                    changed.add(flow);
                }
            } catch (FlowRefusal refusal) {
                notApplied.put(spec.getId(), String.valueOf(refusal.getMessage()));
                if (old != null) {
                    after.putIfAbsent(spec.getId(), old);
                }
            }
        }
        List<FlowId> deleted = present.stream()
                .map(Flow::id)
                .filter(id -> !after.containsKey(id.value()))
                .toList();
        return new DesiredPlan(List.copyOf(changed), deleted, notApplied);
    }

    /** For a node that now belongs to somebody else: nothing is left of what the former owner wanted. */
    static DesiredPlan ofAnotherOwner(DesiredState desired, Collection<Flow> present, Instant now) {
        DesiredPlan plan =
                of(desired, present.stream().filter(LocalFlow.class::isInstance).toList(), now);
        Set<FlowId> staying = plan.changed().stream().map(Flow::id).collect(Collectors.toSet());
        List<FlowId> deleted = present.stream()
                .filter(ManagedFlow.class::isInstance)
                .map(Flow::id)
                .filter(id -> !staying.contains(id))
                .toList();
        return new DesiredPlan(plan.changed(), deleted, plan.notApplied());
    }

    private static ManagedFlow take(FlowSpec spec, @Nullable Flow old, Map<String, Flow> taken, Instant now) {
        if (old instanceof LocalFlow) {
            throw FlowRefusal.conflict("flow %s was made on the node itself and is not touched", spec.getId());
        }
        if (taken.containsKey(spec.getId())) {
            throw FlowRefusal.conflict("flow %s is listed twice", spec.getId());
        }
        ManagedFlow flow =
                old instanceof ManagedFlow managed ? managed.follow(spec, now) : ManagedFlow.create(spec, now);
        flow.checkPorts(taken.values());
        return flow;
    }
}
