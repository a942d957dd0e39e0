package dev.flotilla.control.event;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** On which nodes streams are, as the nodes' events last said. */
@ApplicationScoped
public class StreamPresences {
    /**
     * A stream on a node.
     *
     * @param isSource whether it is published there, and not fetched from another node
     */
    public record Presence(String stream, NodeId node, boolean isSource, long viewers, Instant reportedAt) {}

    /** What one node carries. */
    public record Load(Set<String> streams, long viewers) {}

    /** Nodes speak every half minute. */
    private static final Duration RECENT = Duration.ofSeconds(100);

    private final Tenancy tenancy;
    private final Jobs jobs;
    private final Clock clock = Clock.systemUTC();

    StreamPresences(Tenancy tenancy, Jobs jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    /** Those of each of the streams, by node. What a node says late, because it was cut off, tells nothing of now. */
    public List<Presence> of(TenantId tenant, Collection<String> streams) {
        Instant since = clock.instant().minus(RECENT);
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.list(
                        """
                        select stream_id, node_id, occurred_at, viewers, not is_replica as is_source from (
                            select distinct on (stream_id, node_id) stream_id, node_id, occurred_at,
                                coalesce((media #>> '{stream_update,inputs}')::numeric, 0) as inputs,
                                coalesce(media #>> '{stream_update,status}', '') as status,
                                least(coalesce((media #>> '{stream_update,viewers}')::numeric, 0), 9223372036854775807)::bigint as viewers,
                                coalesce((media #>> '{stream_update,is_replica}')::boolean, false) as is_replica
                            from event.inbox
                            where stream_id = any (?) and type = 'stream_lifecycle_update' and received_at > ?
                        and occurred_at > ?
                            order by stream_id, node_id, id desc) last
                        where status <> 'Offline' and (inputs > 0 or is_replica)
                        order by stream_id, is_replica, node_id\
                        """,
                        row -> new Presence(
                                row.getString("stream_id"),
                                new NodeId(row.getString("node_id")),
                                row.getBoolean("is_source"),
                                row.getLong("viewers"),
                                Sql.instant(row, "occurred_at")),
                        streams,
                        since,
                        since)));
    }

    /** What nodes carry, whosever they are: different streams, and viewers of all of them. Those that carry nothing are missing. */
    public Map<NodeId, Load> loads(Collection<NodeId> nodes) {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        Instant since = clock.instant().minus(RECENT);
        return jobs
                .call(
                        Jobs.Purpose.ROUTING,
                        sql -> sql.list(
                                """
                                select node_id, array_agg(stream_id) as streams, sum(viewers)::bigint as viewers from (
                                    select distinct on (node_id, stream_id) node_id, stream_id,
                                        coalesce(media #>> '{stream_update,status}', '') as status,
                                        least(coalesce((media #>> '{stream_update,viewers}')::numeric, 0), 1000000000) as viewers
                                    from event.inbox
                                    where node_id = any (?) and stream_id is not null and type = 'stream_lifecycle_update'
                                        and received_at > ? and occurred_at > ?
                                    order by node_id, stream_id, id desc) last
                                where status <> 'Offline' group by node_id\
                                """,
                                row -> Map.entry(
                                        new NodeId(row.getString("node_id")),
                                        new Load(Set.copyOf(Sql.texts(row, "streams")), row.getLong("viewers"))),
                                nodes.stream().map(NodeId::value).toList(),
                                since,
                                since))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** When somebody last began to publish the stream, as far as events are kept. */
    public Optional<Instant> publishedSince(TenantId tenant, String stream) {
        return tenancy.call(
                tenant, () -> tenancy.sql(sql -> sql.one("""
                    select occurred_at from event.inbox where stream_id = ? and type = 'push_rewrite'
                    order by id desc limit 1\
                    """, row -> Sql.instant(row, "occurred_at"), stream)));
    }
}
