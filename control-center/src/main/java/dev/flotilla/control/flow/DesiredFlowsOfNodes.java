package dev.flotilla.control.flow;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.uplink.DesiredFlows;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.uplink.v1.DesiredState;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.NotApplied;
import dev.flotilla.unit.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells the uplink what is wanted of nodes, and keeps what they answered. */
@ApplicationScoped
class DesiredFlowsOfNodes implements DesiredFlows {
    private static final Logger LOG = Logger.getLogger(DesiredFlowsOfNodes.class);

    private final Tenancy tenancy;
    private final FlowStore store;
    private final Jobs jobs;
    private final Passphrases passphrases;

    DesiredFlowsOfNodes(Tenancy tenancy, FlowStore store, Jobs jobs, Passphrases passphrases) {
        this.tenancy = tenancy;
        this.store = store;
        this.jobs = jobs;
        this.passphrases = passphrases;
    }

    @Override
    public DesiredState of(TenantId tenant, NodeId node) {
        DesiredState.Builder state = DesiredState.newBuilder();
        List<DesiredFlow> flows = tenancy.call(tenant, () -> {
            // Before the flows: a change in between makes the document newer than it says, and it is sent again.
            state.setGeneration(store.generation(node).value());
            return store.ofNodes(List.of(node));
        });
        flows.forEach(flow -> state.addFlows(passphrases.open(flow.spec())));
        return state.build();
    }

    @Override
    public void met(TenantId tenant, NodeId node, Generation held, boolean needsState) {
        tenancy.run(tenant, () -> {
            Generation present = store.generation(node);
            // One that it never answered may be of the time after the backup, and the same number another state by now.
            boolean isStrange =
                    !held.isOlderThan(present) && store.answered(node).isOlderThan(held);
            if (isStrange || (needsState && present.equals(Generation.NONE))) {
                store.lock(tenant, node);
                Generation raised = store.raiseAbove(node, held);
                LOG.infof(
                        "node=%s holds generation=%s unheard of while generation=%s was wanted: now it is generation=%s",
                        node, held, present, raised);
            }
        });
    }

    @Override
    public Map<NodeId, Generation> generations(Collection<NodeId> nodes) {
        List<String> ids = nodes.stream().map(NodeId::value).toList();
        return jobs
                .call(
                        Purpose.DESIRED_STATE,
                        sql -> sql.list(
                                "select node_id, generation from flow.node where node_id = any (?)",
                                row -> Map.entry(new NodeId(row.getString(1)), new Generation(row.getLong(2))),
                                ids))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void answered(TenantId tenant, NodeId node, DesiredStateResult result) {
        Generation generation = new Generation(result.getGeneration());
        Optional<String> refused = Optional.of(result.getRefused()).filter(reason -> !reason.isEmpty());
        tenancy.run(tenant, () -> {
            if (store.answered(node, generation, refused) && refused.isEmpty()) {
                store.allApplied(node, generation);
                for (NotApplied flow : result.getNotAppliedList()) {
                    store.notApplied(node, generation, flow.getFlowId(), flow.getReason());
                }
            }
        });
    }
}
