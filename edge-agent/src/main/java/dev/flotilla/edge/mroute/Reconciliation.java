package dev.flotilla.edge.mroute;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What it takes to turn what runs into what is wanted. The removals come first, because they free ports. A flow that runs
 * as it should appears in neither list and is left alone.
 */
record Reconciliation(List<FlowId> remove, List<FlowSpec> apply) {
    static Reconciliation of(Collection<FlowSpec> flows, Map<FlowId, FlowSpec> running) {
        Map<FlowId, FlowSpec> wanted = new LinkedHashMap<>();
        flows.stream().filter(FlowSpec::getRunning).forEach(each -> wanted.put(new FlowId(each.getId()), each));
        List<FlowId> remove = new ArrayList<>();
        running.keySet().stream().filter(id -> !wanted.containsKey(id)).forEach(remove::add);
        List<FlowSpec> apply = new ArrayList<>();
        wanted.forEach((id, flow) -> {
            if (!flow.equals(running.get(id))) {
                apply.add(flow);
            }
        });
        return new Reconciliation(List.copyOf(remove), List.copyOf(apply));
    }

    boolean isEmpty() {
        return remove.isEmpty() && apply.isEmpty();
    }
}
