package dev.flotilla.control.flow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.uplink.DesiredFlows;
import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.id.FlowId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ends the flows of a tenant that is deleted, while its nodes still hear what is wanted of them. No flow has to be readable. */
@ApplicationScoped
class LeavingFlows implements TenantLeaves {
    private static final int MOST = 50;

    private record Row(String node, String id) {}

    private final Tenancy tenancy;
    private final FlowStore store;
    private final Event<DesiredFlows.Changed> changed;

    LeavingFlows(Tenancy tenancy, FlowStore store, Event<DesiredFlows.Changed> changed) {
        this.tenancy = tenancy;
        this.store = store;
        this.changed = changed;
    }

    @Override
    public Turn turn() {
        return Turn.STOP;
    }

    @Override
    public String what() {
        return "flows";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return tenancy.call(tenant, () -> {
            List<Row> some = tenancy.sql(sql -> sql.list(
                    "select node_id, id from flow.flow order by node_id, id limit ?",
                    row -> new Row(row.getString("node_id"), row.getString("id")),
                    MOST));
            Map<String, List<String>> byNode =
                    some.stream().collect(groupingBy(Row::node, TreeMap::new, mapping(Row::id, toList())));
            byNode.forEach((node, flows) -> delete(tenant, new NodeId(node), flows));
            return some.size();
        });
    }

    private void delete(TenantId tenant, NodeId node, List<String> flows) {
        store.lock(tenant, node);
        flows.forEach(id -> store.delete(new FlowId(id)));
        store.nextGeneration(node);
        changed.fire(new DesiredFlows.Changed(node));
    }
}
