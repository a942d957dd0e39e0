package dev.flotilla.control.fleet.release;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Lifecycle;
import dev.flotilla.control.fleet.Node;
import dev.flotilla.control.fleet.NodeLifecycles;
import dev.flotilla.control.fleet.NodeReport;
import dev.flotilla.control.fleet.NodeReports;
import dev.flotilla.control.fleet.Nodes;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.flow.v1.FlowHealth;
import dev.flotilla.proto.node.v1.ReleaseState;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Moves the roll-outs of all clusters, step by step. The lock on a target's row is the lease: the replica that has it takes this
 * step and writes it in the same transaction, and the others pass by. What a replica knew is in the rows, so its death costs two
 * seconds.
 */
@ApplicationScoped
class RolloutWatch {
    private static final Logger LOG = Logger.getLogger(RolloutWatch.class);
    private static final String BY = "roll-out";
    /** The others are looked at two seconds later, those that waited longest first. */
    private static final int MOST_AT_ONCE = 100;

    private record Place(TenantId tenant, String cluster) {}

    private final Jobs jobs;
    private final Tenancy tenancy;
    private final Catalogue catalogue;
    private final Updates updates;
    private final Nodes nodes;
    private final NodeReports reports;
    private final NodeLifecycles lifecycles;
    private final UpdateEvents events;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    RolloutWatch(
            Jobs jobs,
            Tenancy tenancy,
            Catalogue catalogue,
            Updates updates,
            Nodes nodes,
            NodeReports reports,
            NodeLifecycles lifecycles,
            UpdateEvents events) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.catalogue = catalogue;
        this.updates = updates;
        this.nodes = nodes;
        this.reports = reports;
        this.lifecycles = lifecycles;
        this.events = events;
    }

    @Scheduled(every = "2s", identity = "roll-outs", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        List<Place> places = jobs.call(
                Purpose.RELEASES,
                sql -> sql.list(
                        "select tenant_id, cluster_id from release.target where look_at <= clock_timestamp()"
                                + " order by look_at limit ?",
                        row -> new Place(new TenantId(row.getString(1)), row.getString(2)),
                        MOST_AT_ONCE));
        if (places.isEmpty()) {
            return;
        }
        List<EdgeRelease> releases = catalogue.all();
        for (Place place : places) {
            try {
                events.tell(
                        place.tenant(),
                        tenancy.call(place.tenant(), () -> step(place.tenant(), place.cluster(), releases)));
            } catch (RuntimeException e) {
                LOG.errorf(e, "cluster=%s: its roll-out takes no step", place.cluster());
                tenancy.run(place.tenant(), () -> rest(place.cluster(), Pace.pause(false, 0)));
            }
        }
    }

    /** Answers the updates that changed. */
    private List<NodeUpdate> step(TenantId tenant, String cluster, List<EdgeRelease> releases) {
        Optional<ReleaseTarget> target = tenancy.sql(sql -> sql.one(
                "select * from release.target where cluster_id = ? and look_at <= clock_timestamp() for update skip"
                        + " locked",
                ReleaseTarget::read,
                cluster));
        if (target.isEmpty()) {
            return List.of();
        }
        Map<NodeId, NodeUpdate> before = updates.of(cluster);
        List<Rollout.Member> members = members(tenant, target.get(), before, releases);
        var rollout = new Rollout(target.get().rules(), clock.instant(), this::order);
        List<NodeUpdate> present = rollout.next(members);
        List<NodeUpdate> changed = present.stream()
                .filter(update -> !update.equals(before.get(update.node())))
                .toList();
        if (!changed.isEmpty()) {
            updates.write(tenant, cluster, changed);
            changed.forEach(update -> drainOrServe(tenant, Optional.ofNullable(before.get(update.node())), update));
        }
        forgetStrangers(cluster, before.keySet(), members);
        boolean moves = !changed.isEmpty() || present.stream().anyMatch(NodeUpdate::isInFlight);
        rest(cluster, Pace.pause(moves, members.size()));
        return changed;
    }

    private void rest(String cluster, Duration pause) {
        tenancy.sql(sql -> sql.update(
                "update release.target set look_at = clock_timestamp() + make_interval(secs => ?) where cluster_id = ?",
                (double) pause.toSeconds(),
                cluster));
    }

    private List<Rollout.Member> members(
            TenantId tenant, ReleaseTarget target, Map<NodeId, NodeUpdate> before, List<EdgeRelease> releases) {
        List<Node> present = nodes.inCluster(tenant, new ClusterId(target.clusterId())).stream()
                .filter(node -> node.revokedAt() == null)
                .toList();
        Map<NodeId, NodeReport> latest =
                reports.latest(tenant, present.stream().map(Node::id).toList());
        List<Rollout.Member> members = new ArrayList<>();
        for (Node node : present) {
            NodeReport report = Objects.requireNonNull(latest.get(node.id()));
            ReleaseState said = report.health().getRelease();
            members.add(new Rollout.Member(
                    node.id(),
                    report.isOnline(),
                    node.lifecycle().phase() == Lifecycle.Phase.ACTIVE,
                    report.flows().getReportsList().stream()
                            .anyMatch(flow -> flow.getHealth() != FlowHealth.FLOW_HEALTH_STOPPED),
                    said,
                    Choice.of(target, said.getVersion(), said.getPlatform(), releases),
                    Optional.ofNullable(before.get(node.id()))));
        }
        return members;
    }

    /** What the roll-out did to a node's mode it takes back, unless a person has given it another one meanwhile. */
    private void drainOrServe(TenantId tenant, Optional<NodeUpdate> before, NodeUpdate update) {
        boolean wasDrained = before.filter(earlier -> earlier.isInFlight() && earlier.isDrained())
                .isPresent();
        boolean isDrained = update.isInFlight() && update.isDrained();
        String id = update.node().value();
        if (isDrained && !wasDrained) {
            lifecycles.setMode(
                    tenant, id, Lifecycle.Phase.DRAINING, "Roll-out of version " + update.version() + ".", BY);
        } else if (wasDrained && !isDrained) {
            Lifecycle now = nodes.get(tenant, id).lifecycle();
            if (now.phase() == Lifecycle.Phase.DRAINING && now.setBy().equals(Optional.of(BY))) {
                lifecycles.setMode(tenant, id, Lifecycle.Phase.ACTIVE, "", BY);
            }
        }
    }

    private void forgetStrangers(String cluster, Set<NodeId> known, List<Rollout.Member> members) {
        Set<NodeId> present = members.stream().map(Rollout.Member::node).collect(Collectors.toSet());
        List<NodeId> gone =
                known.stream().filter(node -> !present.contains(node)).toList();
        if (!gone.isEmpty()) {
            updates.forget(cluster, gone);
        }
    }

    private String order() {
        byte[] id = new byte[8];
        random.nextBytes(id);
        return "order_" + HexFormat.of().formatHex(id);
    }
}
