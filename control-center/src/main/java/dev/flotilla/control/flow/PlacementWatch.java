package dev.flotilla.control.flow;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Standing;
import dev.flotilla.control.fleet.Standings;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Moves flows of "any node of this cluster" away from nodes that are gone or to be left. Replicas do it side by side: the epoch
 * lets one of them win.
 */
@ApplicationScoped
class PlacementWatch {
    private static final Logger LOG = Logger.getLogger(PlacementWatch.class);

    /** A node that has flows which could be elsewhere. */
    private record Holder(TenantId tenant, NodeId node) {}

    private final Jobs jobs;
    private final Tenancy tenancy;
    private final FlowStore store;
    private final Flows flows;
    private final Standings standings;
    private final Clock clock = Clock.systemUTC();

    PlacementWatch(Jobs jobs, Tenancy tenancy, FlowStore store, Flows flows, Standings standings) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.store = store;
        this.flows = flows;
        this.standings = standings;
    }

    @Scheduled(every = "2s", identity = "flow-placement", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        List<Holder> holders = jobs.call(
                Purpose.DESIRED_STATE,
                sql -> sql.list(
                        "select distinct tenant_id, node_id from flow.flow where cluster_id is not null",
                        row -> new Holder(new TenantId(row.getString(1)), new NodeId(row.getString(2)))));
        List<NodeId> weak =
                standings.weakAmong(holders.stream().map(Holder::node).toList());
        Map<TenantId, List<NodeId>> byTenant = holders.stream()
                .filter(holder -> weak.contains(holder.node()))
                .collect(Collectors.groupingBy(Holder::tenant, Collectors.mapping(Holder::node, Collectors.toList())));
        byTenant.forEach(this::leave);
    }

    private void leave(TenantId tenant, List<NodeId> nodes) {
        Instant now = clock.instant();
        Map<NodeId, Standing> standing = standings.of(tenant, nodes);
        for (DesiredFlow flow : tenancy.call(tenant, () -> store.ofNodes(nodes))) {
            Standing node = standing.get(flow.node());
            if (node == null) {
                continue;
            }
            flow.placement()
                    .ifPresent(placement -> placement
                            .reasonToLeave(node, now)
                            .ifPresent(reason -> move(tenant, flow, placement, reason)));
        }
    }

    private void move(TenantId tenant, DesiredFlow flow, Placement from, String reason) {
        try {
            if (flows.move(tenant, flow, from, reason)) {
                LOG.infof("flow=%s tenant=%s moved: %s", flow.spec().getId(), tenant, reason);
            }
        } catch (Refused lost) {
            LOG.debugf("flow=%s: %s", flow.spec().getId(), lost.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "flow=%s tenant=%s could not be moved", flow.spec().getId(), tenant);
        }
    }
}
