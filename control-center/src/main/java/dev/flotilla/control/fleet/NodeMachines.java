package dev.flotilla.control.fleet;

import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.Events;
import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.node.v1.Inventory;
import io.smallrye.graphql.api.DefaultNonNull;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Name;

/**
 * The machines on which nodes were met, by their fingerprints. One that comes with the certificate of another machine, as after
 * a disk was copied, is let in and told of by an event.
 */
@ApplicationScoped
public class NodeMachines {
    private static final int SHOWN_DIGITS = 12;

    /**
     * A machine that came with a node's certificate.
     *
     * @param fingerprint the first digits of the SHA-256 of its id
     * @param isOfEnrolment whether it is the one that enrolled
     */
    @DefaultNonNull
    @Name("NodeMachine")
    public record Seen(
            String fingerprint,
            String hostname,
            @Name("isOfEnrolment") boolean isOfEnrolment,
            Instant firstSeenAt,
            Instant lastSeenAt) {}

    private record Row(String node, Seen seen) {}

    private final Tenancy tenancy;
    private final Events events;
    private final Clock clock = Clock.systemUTC();

    NodeMachines(Tenancy tenancy, Events events) {
        this.tenancy = tenancy;
        this.events = events;
    }

    /** Takes note of the machine on which a node says Hello; agents of before say nothing of it. */
    public void met(TenantId tenant, NodeId node, Inventory inventory) {
        String hash = inventory.getMachineSha256();
        if (hash.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Optional<String> other = tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> {
                    boolean isNew = sql.one(
                                    """
                                    insert into fleet.node_machine
                                        (node_id, tenant_id, machine_hash, mac_hashes, hostname, first_seen_at, last_seen_at)
                                    values (?, ?, ?, ?, ?, ?, ?) on conflict (node_id, machine_hash) do update set
                                        mac_hashes = excluded.mac_hashes, hostname = excluded.hostname,
                                        last_seen_at = excluded.last_seen_at
                                    returning first_seen_at = last_seen_at\
                                    """,
                                    row -> row.getBoolean(1),
                                    node.value(),
                                    tenant.value(),
                                    hash,
                                    List.copyOf(inventory.getMacsSha256List()),
                                    inventory.getHostname(),
                                    now,
                                    now)
                            .orElse(false);
                    return isNew
                            ? sql.one(
                                    "select machine_hash from fleet.node where id = ? and machine_hash <> ?",
                                    row -> row.getString(1),
                                    node.value(),
                                    hash)
                            : Optional.empty();
                }));
        other.ifPresent(enrolled -> events.record(tenant, node, List.of(changed(inventory, enrolled, now))));
    }

    /** By node, the latest first. */
    Map<String, List<Seen>> of(TenantId tenant, Collection<NodeId> nodes) {
        return tenancy
                .call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.list(
                                """
                                select m.*, m.machine_hash = n.machine_hash as is_of_enrolment
                                from fleet.node_machine m join fleet.node n on n.id = m.node_id
                                where m.node_id = any (?) order by m.last_seen_at desc\
                                """,
                                row -> new Row(
                                        row.getString("node_id"),
                                        new Seen(
                                                shortened(row.getString("machine_hash")),
                                                row.getString("hostname"),
                                                row.getBoolean("is_of_enrolment"),
                                                Sql.instant(row, "first_seen_at"),
                                                Sql.instant(row, "last_seen_at"))),
                                nodes.stream().map(NodeId::value).toList())))
                .stream()
                .collect(Collectors.groupingBy(
                        Row::node, LinkedHashMap::new, Collectors.mapping(Row::seen, Collectors.toList())));
    }

    private static Event changed(Inventory inventory, String enrolled, Instant now) {
        return Event.newBuilder()
                .setId(EventId.at(now).value())
                .setOccurredAtMs(now.toEpochMilli())
                .setType("machine_changed")
                .setSeverity(Severity.SEVERITY_WARNING)
                .setMessage("The node came from machine %s (%s), and machine %s enrolled: was its disk copied?"
                        .formatted(
                                shortened(inventory.getMachineSha256()), inventory.getHostname(), shortened(enrolled)))
                .build();
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(SHOWN_DIGITS, hash.length()));
    }
}
