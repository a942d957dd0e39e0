package dev.flotilla.control.event;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Events that make no sense here, kept with the reason ({@code event.refused}) for whoever wants to know why, the last hundred of
 * each node. A node that brings one is rid of it: sent again and again, it would stand in the way of all others.
 */
@ApplicationScoped
class RefusedEvents {
    private static final Logger LOG = Logger.getLogger(RefusedEvents.class);
    private static final int MOST_BYTES = 64 << 10;
    private static final int LONGEST_ID = 100;
    private static final int MOST_OF_A_NODE = 100;

    private final Tenancy tenancy;
    private final Counter refused;

    RefusedEvents(Tenancy tenancy, MeterRegistry meters) {
        this.tenancy = tenancy;
        this.refused = meters.counter("flotilla_control_events", "outcome", "refused");
    }

    /** Keeps those of the batch that are not sound. When it returns they are durable. */
    void record(TenantId tenant, NodeId node, List<Event> batch, Instant now) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Event event : batch) {
            EventCheck.problem(event).ifPresent(wrong -> {
                String reason = text(String.valueOf(wrong.getMessage()));
                byte[] content = event.toByteArray();
                LOG.errorf("tenant=%s node=%s: an event is refused: %s", tenant, node, reason);
                rows.add(new @Nullable Object[] {
                    node.value(),
                    id(event),
                    tenant.value(),
                    now,
                    reason,
                    content.length <= MOST_BYTES ? content : Arrays.copyOf(content, MOST_BYTES)
                });
            });
        }
        refused.increment(rows.size());
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> {
                    sql.batch("""
                        insert into event.refused (node_id, id, tenant_id, received_at, reason, content)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing\
                        """, rows);
                    return sql.update("""
                        delete from event.refused where node_id = ? and id in (
                            select id from event.refused where node_id = ? order by received_at desc, id offset ?)\
                        """, node.value(), node.value(), MOST_OF_A_NODE);
                }));
    }

    private static String id(Event event) {
        String id = text(event.getId());
        return id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID);
    }

    /** As the database takes it. */
    private static String text(String any) {
        return any.replace('\0', '?');
    }
}
