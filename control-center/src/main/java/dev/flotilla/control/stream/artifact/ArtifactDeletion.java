package dev.flotilla.control.stream.artifact;

import dev.flotilla.control.database.Sql;
import dev.flotilla.control.stream.StreamChanges;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.ArtifactOrder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Takes artifacts away: out of the catalogue at once, and then, by orders, off the nodes. What they have in the object storage goes
 * with {@link ArtifactRetention}. Within a transaction of the tenant.
 */
@ApplicationScoped
public class ArtifactDeletion {
    /** An order that came to nothing is given again. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final ArtifactOrders orders;
    private final StreamChanges changes;
    private final Clock clock = Clock.systemUTC();

    ArtifactDeletion(ArtifactOrders orders, StreamChanges changes) {
        this.orders = orders;
        this.changes = changes;
    }

    /** Does nothing when it was deleted before. */
    public void delete(Sql sql, TenantId tenant, String hash) {
        int deleted = sql.update(
                "update stream.artifact set status = 'DELETED', deleted_at = ? where hash = ? and deleted_at is null",
                clock.instant(),
                hash);
        if (deleted == 1) {
            changes.noteArtifact(hash);
            seek(sql, tenant, hash);
        }
    }

    /** Orders the nodes to let go of a deleted artifact, unless none has it, or they were told; ends the order when none has it. */
    void seek(Sql sql, TenantId tenant, String hash) {
        boolean isHeld = sql.one(
                        "select 1 from stream.artifact_copy where hash = ? and path <> '' limit 1", row -> true, hash)
                .isPresent();
        boolean mayBeMade = sql.one("""
            select 1 from stream.artifact_order where hash = ? and kind <> 'DELETE' and taken_at is not null\
            """, row -> true, hash).isPresent();
        if (!isHeld && !mayBeMade) {
            sql.update(
                    "update stream.artifact_order set over_at = ? where hash = ? and over_at is null",
                    clock.instant(),
                    hash);
            return;
        }
        boolean isOrdered =
                sql.one("""
                    select 1 from stream.artifact_order
                    where hash = ? and kind = 'DELETE' and (over_at is null or over_at > ?)\
                    """, row -> true, hash, clock.instant().minus(AGAIN)).isPresent();
        if (!isOrdered) {
            sql.one(
                            "select stream_id, stream_name from stream.artifact where hash = ?",
                            row -> ArtifactOrder.newBuilder()
                                    .setHash(hash)
                                    .setStreamId(row.getString(1))
                                    .setStream(row.getString(2))
                                    .setDelete(ArtifactOrder.Delete.getDefaultInstance())
                                    .build(),
                            hash)
                    .ifPresent(order -> orders.give(sql, tenant, order));
        }
    }
}
