package dev.flotilla.control.fleet;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.Events;
import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Makes events of what this control center itself sees of nodes: that one comes or goes, and that somebody takes it out of
 * service. Coming and going is read from the reports that all replicas write, so that the death of a replica is told, too, and
 * what lasts less than some seconds is not.
 */
@ApplicationScoped
class NodePresence {
    private static final String DIFFERS = "told_online <> (online_until > now())";

    private record Move(NodeId node, String name, boolean isOnline) {}

    private final Jobs jobs;
    private final Tenancy tenancy;
    private final Events events;
    private final Clock clock = Clock.systemUTC();

    NodePresence(Jobs jobs, Tenancy tenancy, Events events) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.events = events;
    }

    @Scheduled(every = "2s", identity = "node-presence", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        jobs.call(
                        Purpose.NODE_REPORTS,
                        sql -> sql.list(
                                "select distinct tenant_id from fleet.node_report where " + DIFFERS,
                                row -> new TenantId(row.getString(1))))
                .forEach(this::tell);
    }

    /** Within the transaction of the tenant that changes it. */
    void changed(TenantId tenant, Node node, Lifecycle.Phase phase, String login) {
        String message = "Node %s is %s now (%s).".formatted(node.name(), words(phase), login);
        events.note(tenant, node.id(), event("node_mode", Severity.SEVERITY_INFO, message));
    }

    private void tell(TenantId tenant) {
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.list(
                                """
                                update fleet.node_report r set told_online = not told_online from fleet.node n
                                where n.id = r.node_id and r.tenant_id = ? and %s
                                returning n.id, n.name, r.told_online\
                                """.formatted(DIFFERS),
                                row -> new Move(
                                        new NodeId(row.getString("id")),
                                        row.getString("name"),
                                        row.getBoolean("told_online")),
                                tenant.value()))
                        .forEach(move -> events.note(tenant, move.node(), event(move))));
    }

    private Event event(Move move) {
        return move.isOnline()
                ? event("node_online", Severity.SEVERITY_INFO, "Node %s is here.".formatted(move.name()))
                : event("node_offline", Severity.SEVERITY_WARNING, "Node %s is gone.".formatted(move.name()));
    }

    private Event event(String type, Severity severity, String message) {
        Instant now = clock.instant();
        return Event.newBuilder()
                .setId(EventId.at(now).value())
                .setOccurredAtMs(now.toEpochMilli())
                .setType(type)
                .setSeverity(severity)
                .setMessage(message)
                .build();
    }

    private static String words(Lifecycle.Phase phase) {
        return switch (phase) {
            case ENROLLED, ACTIVE -> "in service";
            case DRAINING -> "draining";
            case MAINTENANCE -> "in maintenance";
            case RETIRED -> "retired";
        };
    }
}
