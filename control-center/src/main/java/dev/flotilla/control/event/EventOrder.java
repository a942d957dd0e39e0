package dev.flotilla.control.event;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The inbox in the order in which events became visible, which stays: nothing ever comes before what was read. That is not the
 * order in which things happened, for a node that was cut off tells late.
 */
@ApplicationScoped
public class EventOrder {
    /** A place in the order: after the event of that number in that transaction of the database. */
    public record Place(long xact, long number) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTransaction = Long.compare(xact, other.xact);
            return byTransaction != 0 ? byTransaction : Long.compare(number, other.number);
        }
    }

    /** An event at its place; {@code media} is what it says of streams and viewers, JSON, left out where it is long. */
    public record Placed(TenantId tenant, Place place, RecordedEvent event, Optional<String> media) {}

    private static final int LONGEST_MEDIA_BYTES = 16 << 10;

    private static final String COLUMNS = """
        select tenant_id, xact, number, node_id, id, occurred_at, received_at, type, severity, flow_id, stream_id, message,
            case when octet_length(media::text) <= %d then media end as media
        from event.inbox\
        """.formatted(LONGEST_MEDIA_BYTES);

    private static final String BETWEEN = " and (xact, number) > (?, ?) and xact < ? order by xact, number limit ?";

    private final Tenancy tenancy;
    private final Jobs jobs;

    EventOrder(Tenancy tenancy, Jobs jobs) {
        this.tenancy = tenancy;
        this.jobs = jobs;
    }

    /** The place before which everything is there that will ever be there. */
    public Place end() {
        return jobs.call(
                Purpose.LIVE_EVENTS,
                sql -> new Place(
                        sql.one("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint", row -> row.getLong(1))
                                .orElseThrow(),
                        0));
    }

    /** The first events of a tenant between two places, in order; the second is an {@link #end()}. */
    public List<Placed> between(TenantId tenant, Place after, Place end, int most) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.list(
                        COLUMNS + " where tenant_id = ?" + BETWEEN,
                        EventOrder::read,
                        tenant.value(),
                        after.xact(),
                        after.number(),
                        end.xact(),
                        most)));
    }

    /** The same of several tenants. */
    public List<Placed> between(Collection<TenantId> tenants, Place after, Place end, int most) {
        return jobs.call(
                Purpose.LIVE_EVENTS,
                sql -> sql.list(
                        COLUMNS + " where tenant_id = any (?)" + BETWEEN,
                        EventOrder::read,
                        tenants.stream().map(TenantId::value).toList(),
                        after.xact(),
                        after.number(),
                        end.xact(),
                        most));
    }

    /** Whether events that came after that place may be gone, because they were too old or too many. */
    public boolean isForgotten(TenantId tenant, Place place) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                                "select 1 from event.forgotten where tenant_id = ? and xact >= ?",
                                row -> row.getInt(1),
                                tenant.value(),
                                place.xact())
                        .isPresent()));
    }

    private static Placed read(ResultSet row) throws SQLException {
        @Nullable String media = row.getString("media");
        return new Placed(
                new TenantId(row.getString("tenant_id")),
                new Place(row.getLong("xact"), row.getLong("number")),
                Events.read(row),
                Optional.ofNullable(media));
    }
}
