package dev.flotilla.control.fleet;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.node.v1.Health;
import dev.flotilla.proto.node.v1.Inventory;
import dev.flotilla.proto.uplink.v1.FlowReports;
import dev.flotilla.proto.uplink.v1.LocalFlows;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What nodes last said. Nodes that are connected to this process are answered from memory; every few seconds what changed is
 * written to the database, for the other replicas and for the next start.
 */
@ApplicationScoped
public class NodeReports {
    /** What a connected node says. */
    public sealed interface Word {
        record Feels(Health health) implements Word {}

        record Carries(FlowReports flows) implements Word {}
    }

    private record Entry(TenantId tenant, NodeReport report, boolean isWritten) {}

    /** How long a node counts as online after its last written word, when the process that held its stream has died. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Map<NodeId, Entry> entries = new ConcurrentHashMap<>();
    private final Tenancy tenancy;
    private final Jobs jobs;
    private final Clock clock = Clock.systemUTC();

    NodeReports(Tenancy tenancy, Jobs jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    /**
     * Takes note that a node has a stream to this process now.
     *
     * @param last its {@link #latest} report, which the caller has read before it holds any lock
     */
    public void arrived(TenantId tenant, NodeId node, NodeReport last, Inventory inventory) {
        entries.compute(
                node,
                (id, known) -> new Entry(
                        tenant,
                        (known == null ? last : known.report())
                                .online(clock.instant())
                                .with(inventory),
                        false));
    }

    /** Takes note of what a node says that has arrived and not gone; of another nothing is noted. */
    public void hear(NodeId node, Word word) {
        entries.computeIfPresent(node, (id, known) -> {
            NodeReport report = known.report().seen(clock.instant());
            return new Entry(
                    known.tenant(),
                    switch (word) {
                        case Word.Feels(Health health) -> report.with(health);
                        case Word.Carries(FlowReports flows) -> report.with(flows);
                    },
                    false);
        });
    }

    /** Takes note that a node's last stream to this process ended. */
    public void gone(NodeId node) {
        entries.computeIfPresent(
                node, (id, known) -> new Entry(known.tenant(), known.report().offline(), false));
    }

    /** The last report of each of those nodes; silence for one that never spoke. */
    public Map<NodeId, NodeReport> latest(TenantId tenant, Collection<NodeId> nodes) {
        var latest = new HashMap<NodeId, NodeReport>();
        var elsewhere = new ArrayList<String>();
        for (NodeId node : nodes) {
            Entry entry = entries.get(node);
            if (entry != null && entry.tenant().equals(tenant)) {
                latest.put(node, entry.report());
            } else {
                latest.put(node, NodeReport.SILENCE);
                elsewhere.add(node.value());
            }
        }
        if (!elsewhere.isEmpty()) {
            Instant now = clock.instant();
            tenancy.call(
                            tenant,
                            () -> tenancy.sql(sql -> sql.list(
                                    "select * from fleet.node_report where node_id = any (?)",
                                    row -> Map.entry(new NodeId(row.getString("node_id")), read(row, now)),
                                    elsewhere)))
                    .forEach(found -> latest.put(found.getKey(), found.getValue()));
        }
        return latest;
    }

    public NodeReport latest(TenantId tenant, NodeId node) {
        return latest(tenant, List.of(node)).getOrDefault(node, NodeReport.SILENCE);
    }

    @Scheduled(every = "5s", identity = "node-reports")
    void write() {
        Instant now = clock.instant();
        var written = new HashMap<NodeId, Entry>();
        entries.forEach((node, entry) -> {
            if (!entry.isWritten()) {
                written.put(node, entry);
            }
        });
        if (written.isEmpty()) {
            return;
        }
        var rows = written.entrySet().stream()
                .map(item -> columns(item.getKey(), item.getValue(), now))
                .toList();
        int kept = jobs.call(Jobs.Purpose.NODE_REPORTS, sql -> sql.batch("""
            insert into fleet.node_report (node_id, tenant_id, seen_at, online_until, inventory, health, flows, local_flows,
                foghorn_control, foghorn_http)
            select id, ?, ?, ?, ?, ?, ?, ?, ?, ? from fleet.node where id = ?
            on conflict (node_id) do update set seen_at = excluded.seen_at,
                online_until = excluded.online_until, inventory = excluded.inventory, health = excluded.health,
                flows = excluded.flows, local_flows = excluded.local_flows,
                foghorn_control = excluded.foghorn_control, foghorn_http = excluded.foghorn_http\
            """, rows));
        if (kept < rows.size()) {
            forgetDeleted(written.keySet());
        }
        written.forEach(this::markWritten);
    }

    /** A node that was deleted with its tenant may have the last word: nobody keeps it. */
    private void forgetDeleted(Collection<NodeId> nodes) {
        List<String> there = jobs.call(
                Jobs.Purpose.NODE_REPORTS,
                sql -> sql.list(
                        "select id from fleet.node where id = any (?)",
                        row -> row.getString(1),
                        nodes.stream().map(NodeId::value).toList()));
        nodes.stream().filter(node -> !there.contains(node.value())).forEach(entries::remove);
    }

    /** A node that said something meanwhile stays to be written; one that has gone leaves the memory. */
    private void markWritten(NodeId node, Entry written) {
        entries.computeIfPresent(node, (id, present) -> {
            if (!present.equals(written)) {
                return present;
            }
            return written.report().isOnline() ? new Entry(written.tenant(), written.report(), true) : null;
        });
    }

    private static @Nullable Object[] columns(NodeId node, Entry entry, Instant now) {
        NodeReport report = entry.report();
        Instant seenAt = Optional.ofNullable(report.seenAt()).orElse(now);
        return new @Nullable Object[] {
            entry.tenant().value(),
            seenAt,
            report.isOnline() ? now.plus(GRACE) : now,
            report.inventory().toByteArray(),
            report.health().toByteArray(),
            report.flows().toByteArray(),
            report.localFlows().toByteArray(),
            nullWhenEmpty(report.inventory().getFoghornControl()),
            nullWhenEmpty(report.inventory().getFoghornHttp()),
            node.value()
        };
    }

    private static @Nullable String nullWhenEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static NodeReport read(ResultSet row, Instant now) throws SQLException {
        try {
            return new NodeReport(
                    Sql.instant(row, "seen_at"),
                    now.isBefore(Sql.instant(row, "online_until")),
                    Inventory.parseFrom(row.getBytes("inventory")),
                    Health.parseFrom(row.getBytes("health")),
                    FlowReports.parseFrom(row.getBytes("flows")),
                    LocalFlows.parseFrom(row.getBytes("local_flows")));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "fleet.node_report holds no readable report of " + row.getString("node_id"), e);
        }
    }
}
