package dev.flotilla.control.stream.artifact;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users want of clips and recordings, for the Foghorns. Of each artifact there is one order, the newest. */
@ApplicationScoped
public class ArtifactOrders {
    /** An order was given in this process. Fired within the transaction that gives it. */
    public record Ordered() {}

    /** An order that waits to be taken, or that was taken a minute ago and nothing came of it. */
    public record Open(TenantId tenant, String version, ArtifactOrder order) {}

    /** Whoever took an order has so long before another one may. */
    private static final Duration TERM = Duration.ofMinutes(1);
    /** More of a tenant are told when those are taken. */
    private static final int MOST_OPEN = 200;

    private final Tenancy tenancy;
    private final Jobs jobs;
    private final Event<Ordered> ordered;
    private final Clock clock = Clock.systemUTC();

    ArtifactOrders(Tenancy tenancy, Jobs jobs, Event<Ordered> ordered) {
        this.tenancy = tenancy;
        this.jobs = jobs;
        this.ordered = ordered;
    }

    /** Gives the order in the place of an earlier one. Within a transaction of the tenant. */
    void give(Sql sql, TenantId tenant, ArtifactOrder order) {
        sql.update("delete from stream.artifact_order where hash = ?", order.getHash());
        sql.update("""
            insert into stream.artifact_order (tenant_id, hash, kind, message, ordered_at) values (?, ?, ?, ?, ?)\
            """, tenant.value(), order.getHash(), kindOf(order), order.toByteArray(), clock.instant());
        ordered.fire(new Ordered());
    }

    /** Orders that are not over, deletions apart. Within a transaction of the tenant. */
    int count(Sql sql) {
        return sql.one(
                        "select count(*) from stream.artifact_order where over_at is null and kind <> 'DELETE'",
                        row -> row.getInt(1))
                .orElse(0);
    }

    /** Those of the tenants that somebody may take now; deletions last, and what was never taken first. */
    public List<Open> open(Collection<TenantId> tenants) {
        return jobs.call(
                Purpose.ARTIFACT_ORDERS,
                sql -> sql.list(
                        """
                        select * from (
                            select o.*, row_number() over (partition by tenant_id
                                order by kind = 'DELETE', taken_at nulls first, number) as place
                            from stream.artifact_order o
                            where tenant_id = any (?) and over_at is null and (taken_at is null or taken_at < ?)) waiting
                        where place <= ? order by tenant_id, place\
                        """,
                        ArtifactOrders::read,
                        tenants.stream().map(TenantId::value).toList(),
                        clock.instant().minus(TERM),
                        MOST_OPEN));
    }

    /**
     * Gives the order to that node, unless another one has it.
     *
     * @param refused why the node cannot carry it out, which ends it; empty when it does
     */
    public boolean take(TenantId tenant, NodeId node, String hash, String refused) {
        Instant now = clock.instant();
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> {
                    boolean isTaken = sql.update(
                                    """
                                    update stream.artifact_order set taken_at = ?, taken_by = ?, over_at = case when ? then ? end
                                    where hash = ? and over_at is null and (taken_at is null or taken_at < ? or (taken_by = ? and ?))\
                                    """,
                                    now,
                                    node.value(),
                                    !refused.isEmpty(),
                                    now,
                                    hash,
                                    now.minus(TERM),
                                    node.value(),
                                    !refused.isEmpty())
                            == 1;
                    if (isTaken && !refused.isEmpty()) {
                        fail(sql, hash, refused);
                    }
                    return isTaken;
                }));
    }

    /** What was to be made has failed, unless a node has told of it. */
    private static void fail(Sql sql, String hash, String why) {
        sql.update("""
            update stream.artifact set status = 'FAILED', error = ?
            where hash = ? and status = 'REQUESTED' and deleted_at is null\
            """, ArtifactFact.text(why), hash);
    }

    private static String kindOf(ArtifactOrder order) {
        return switch (order.getOrderCase()) {
            case CLIP -> "CLIP";
            case START_RECORDING -> "START";
            case STOP_RECORDING -> "STOP";
            case DELETE -> "DELETE";
            case ORDER_NOT_SET -> throw new IllegalArgumentException("an order without an order");
        };
    }

    private static Open read(ResultSet row) throws SQLException {
        @Nullable Instant taken = Sql.instantOrNull(row, "taken_at");
        try {
            return new Open(
                    new TenantId(row.getString("tenant_id")),
                    row.getLong("number") + "@" + taken,
                    ArtifactOrder.parseFrom(row.getBytes("message")));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the order %d cannot be read".formatted(row.getLong("number")), e);
        }
    }
}
