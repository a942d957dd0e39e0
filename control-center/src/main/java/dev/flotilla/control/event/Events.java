package dev.flotilla.control.event;

import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.EventId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.Severity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The inbox of events. An event that was taken in before is taken for what it is, and not for a second one. */
@ApplicationScoped
public class Events {
    /** Whose events are wanted; null for everybody's. */
    public record Whose(
            @Nullable String node,
            @Nullable String flow,
            @Nullable String stream) {}

    private static final long LARGEST_ANSWER_BYTES = 4 << 20;
    /** Sorts after every id. */
    private static final String END = "~";

    private final Tenancy tenancy;
    private final Instance<EventReader> readers;
    private final NodePace pace;
    private final RefusedEvents refused;
    private final Counter received;
    private final Counter duplicates;
    private final Counter delayed;
    private final Clock clock = Clock.systemUTC();

    Events(
            Tenancy tenancy,
            @Any Instance<EventReader> readers,
            RefusedEvents refused,
            EventConfig config,
            MeterRegistry meters) {
        this.tenancy = tenancy;
        this.readers = readers;
        this.refused = refused;
        this.pace = new NodePace(config.nodeRate(), config.nodeBurst());
        this.received = meters.counter("flotilla_control_events", "outcome", "recorded");
        this.duplicates = meters.counter("flotilla_control_events", "outcome", "duplicate");
        this.delayed = meters.counter("flotilla_control_event_batches_delayed");
    }

    /**
     * Takes the events in. When it returns they are durable: in the inbox, or beside it with the reason when they make no sense
     * here. A node that brings more than it may is kept waiting here, for seconds, on a virtual thread.
     *
     * @throws io.grpc.StatusRuntimeException when it brings far more; none were taken in
     */
    public void record(TenantId tenant, NodeId node, List<Event> events) {
        waitForTurn(node, events.size());
        take(tenant, node, events);
    }

    /** Takes in what the control center itself saw of a node. Joins the tenant's transaction that is under way. */
    public void note(TenantId tenant, NodeId node, Event event) {
        take(tenant, node, List.of(event));
    }

    private void take(TenantId tenant, NodeId node, List<Event> events) {
        Instant now = clock.instant();
        List<Event> sound = events.stream()
                .filter(event -> EventCheck.problem(event).isEmpty())
                .toList();
        if (sound.size() < events.size()) {
            refused.record(tenant, node, events, now);
        }
        List<@Nullable Object[]> rows =
                sound.stream().map(event -> columns(tenant, node, event, now)).toList();
        int recorded = tenancy.call(tenant, () -> {
            int added = tenancy.sql(sql -> sql.batch("""
                insert into event.inbox (node_id, id, tenant_id, occurred_at, received_at, type, severity, flow_id, message, media)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing\
                """, rows));
            readers.forEach(reader -> reader.read(tenant, node, sound));
            return added;
        });
        received.increment(recorded);
        duplicates.increment(sound.size() - recorded);
    }

    /** Newest first. */
    public Page<RecordedEvent> page(TenantId tenant, int first, Optional<String> after, Whose whose) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of(END, END));
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.list(
                                """
                                select node_id, id, occurred_at, received_at, type, severity, flow_id, stream_id, message
                                from event.inbox
                                where (id, node_id) < (?, ?) and (?::text is null or node_id = ?) and (?::text is null or flow_id = ?)
                                    and (?::text is null or stream_id = ?)
                                order by id desc, node_id desc limit ?\
                                """,
                                Events::read,
                                from.keys().get(0),
                                from.keys().get(1),
                                whose.node(),
                                whose.node(),
                                whose.flow(),
                                whose.flow(),
                                whose.stream(),
                                whose.stream(),
                                size + 1))),
                size);
    }

    /**
     * What those events say of streams and viewers, by the texts of node and id joined, as the JSON form of {@code MediaFact}. Throws {@link Refused} when
     * that is too much for one answer.
     */
    public Map<String, String> media(TenantId tenant, Collection<String> ids) {
        record Fact(String key, String json) {}
        return tenancy
                .call(
                        tenant,
                        () -> tenancy.sql(sql -> {
                            long bytes = sql.one(
                                            "select coalesce(sum(octet_length(media::text)), 0) from event.inbox where"
                                                    + " id = any (?)",
                                            row -> row.getLong(1),
                                            ids)
                                    .orElse(0L);
                            if (bytes > LARGEST_ANSWER_BYTES) {
                                throw new Refused(InvalidInput.of(
                                        "first",
                                        ids.size(),
                                        "is too many with media of %d bytes: ask for fewer".formatted(bytes)));
                            }
                            return sql.list(
                                    "select node_id, id, media from event.inbox where id = any (?) and media is not"
                                            + " null",
                                    row -> new Fact(row.getString(1) + row.getString(2), row.getString(3)),
                                    ids);
                        }))
                .stream()
                .collect(Collectors.toMap(Fact::key, Fact::json));
    }

    @Scheduled(every = "10s", identity = "event-pace")
    void forgetIdleNodes() {
        pace.forgetIdle(clock.instant());
    }

    private void waitForTurn(NodeId node, int events) {
        Duration wait = pace.take(node, events, clock.instant());
        if (wait.isPositive()) {
            delayed.increment();
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while events of " + node + " waited", e);
            }
        }
    }

    private static @Nullable Object[] columns(TenantId tenant, NodeId node, Event event, Instant now) {
        return new @Nullable Object[] {
            node.value(),
            event.getId(),
            tenant.value(),
            Instant.ofEpochMilli(event.getOccurredAtMs()),
            now,
            event.getType(),
            severity(event.getSeverity()).name(),
            event.getFlowId().isEmpty() ? null : event.getFlowId(),
            event.getMessage(),
            event.hasMedia() ? MediaJson.of(event.getMedia()) : null
        };
    }

    private static RecordedEvent.Severity severity(Severity severity) {
        return switch (severity) {
            case SEVERITY_WARNING -> RecordedEvent.Severity.WARNING;
            case SEVERITY_ERROR -> RecordedEvent.Severity.ERROR;
            case SEVERITY_INFO, SEVERITY_UNSPECIFIED, UNRECOGNIZED -> RecordedEvent.Severity.INFO;
        };
    }

    static RecordedEvent read(ResultSet row) throws SQLException {
        return new RecordedEvent(
                new EventId(row.getString("id")),
                new NodeId(row.getString("node_id")),
                Sql.instant(row, "occurred_at"),
                Sql.instant(row, "received_at"),
                row.getString("type"),
                RecordedEvent.Severity.valueOf(row.getString("severity")),
                Optional.ofNullable(row.getString("flow_id")),
                Optional.ofNullable(row.getString("stream_id")),
                row.getString("message"));
    }
}
