package dev.flotilla.control.stream.artifact;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.control.object.ObjectStorage;
import dev.flotilla.control.object.StorageFailed;
import dev.flotilla.control.object.StoredObject;
import dev.flotilla.id.TenantId;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes away what is over its time, and what was deleted out of the object storage. Replicas share the work: each leases the artifacts
 * that it clears by a conditional update, and another one takes over what a replica that died has leased.
 */
@ApplicationScoped
class ArtifactRetention {
    private static final Logger LOG = Logger.getLogger(ArtifactRetention.class);
    private static final int MOST_AT_ONCE = 100;
    /** Objects of one artifact that are deleted in one go. */
    private static final int MOST_OBJECTS = 500;

    private static final Duration LEASE = Duration.ofMinutes(10);
    /** How long it is known that something was deleted, so that a node that comes back does not bring it back. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private record Due(TenantId tenant, String stream, String hash, Instant deletedAt) {}

    private final Jobs jobs;
    private final Tenancy tenancy;
    private final ArtifactDeletion deletion;
    private final ObjectStorage storage;
    private final ArtifactConfig config;
    private final Clock clock = Clock.systemUTC();

    ArtifactRetention(
            Jobs jobs, Tenancy tenancy, ArtifactDeletion deletion, ObjectStorage storage, ArtifactConfig config) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.deletion = deletion;
        this.storage = storage;
        this.config = config;
    }

    /** What no Foghorn has carried out in time has failed. */
    @Scheduled(every = "10s", identity = "artifact-orders", concurrentExecution = ConcurrentExecution.SKIP)
    void giveUp() {
        Instant since = clock.instant().minus(config.orderPatience());
        jobs.call(Purpose.RETENTION, sql -> {
            sql.update("""
                with over as (
                    update stream.artifact_order set over_at = ?
                    where over_at is null and kind <> 'DELETE' and ordered_at < ? and (taken_at is null or taken_at < ?)
                    returning tenant_id, hash)
                update stream.artifact a set status = 'FAILED', error = 'No Foghorn carried it out in time.'
                from over where a.tenant_id = over.tenant_id and a.hash = over.hash
                    and a.status in ('REQUESTED', 'RECORDING') and a.told_in = '' and a.deleted_at is null\
                """, clock.instant(), since, since);
            return sql.update(
                    "update stream.artifact_order set over_at = ? where over_at is null and ordered_at < ?",
                    clock.instant(),
                    clock.instant().minus(REMEMBERED));
        });
    }

    @Scheduled(every = "1m", identity = "artifact-age", concurrentExecution = ConcurrentExecution.SKIP)
    void deleteOld() {
        Instant now = clock.instant();
        jobs.call(Purpose.RETENTION, sql -> sql.update("""
            update stream.artifact a set orphaned_at = ? where orphaned_at is null and deleted_at is null and kind <> 'VOD'
                and not exists (select 1 from stream.stream s where s.id = a.stream_id)\
            """, now));
        for (Due due :
                due("""
                    select a.tenant_id, a.stream_id, a.hash, now() as deleted_at
                    from stream.artifact a left join stream.stream s on s.id = a.stream_id
                        left join stream.artifact_retention r on r.tenant_id = a.tenant_id
                    where a.deleted_at is null and (a.orphaned_at < ?
                        or a.status in ('READY', 'FAILED') and coalesce(a.keep_days, s.keep_days, r.keep_days, ?) > 0
                            and coalesce(a.ended_at, a.created_at) < ?::timestamptz
                                - make_interval(days => coalesce(a.keep_days, s.keep_days, r.keep_days, ?)))
                    limit ?\
                    """, now.minus(config.orphansGrace()), config.keepDays(), now, config.keepDays(), MOST_AT_ONCE)) {
            LOG.infof("tenant=%s artifact=%s has been kept long enough", due.tenant(), due.hash());
            tenancy.run(
                    due.tenant(),
                    () -> tenancy.<Boolean>sql(sql -> {
                        deletion.delete(sql, due.tenant(), due.hash());
                        return true;
                    }));
        }
    }

    /** Orders again what nodes still hold though it was deleted, and forgets what was deleted long ago. */
    @Scheduled(every = "10m", identity = "artifact-copies", concurrentExecution = ConcurrentExecution.SKIP)
    void seekCopies() {
        for (Due due : due("""
            select distinct a.tenant_id, a.stream_id, a.hash, a.deleted_at
            from stream.artifact a join stream.artifact_copy c on c.tenant_id = a.tenant_id and c.hash = a.hash
            where a.deleted_at is not null and c.path <> '' limit ?\
            """, MOST_AT_ONCE)) {
            tenancy.run(
                    due.tenant(),
                    () -> tenancy.<Boolean>sql(sql -> {
                        deletion.seek(sql, due.tenant(), due.hash());
                        return true;
                    }));
        }
        jobs.call(
                Purpose.RETENTION,
                sql -> sql.update(
                        "delete from stream.artifact where cleared_at < ?",
                        clock.instant().minus(REMEMBERED)));
    }

    /**
     * Clears the object storage of what was deleted: soon, and once more when no address by which a node could still write to it holds.
     */
    @Scheduled(every = "15s", identity = "artifact-objects", concurrentExecution = ConcurrentExecution.SKIP)
    void clear() {
        Instant now = clock.instant();
        List<Due> leased = jobs.call(
                Purpose.RETENTION, sql -> sql.list("""
                    update stream.artifact set cleared_until = ? where ctid = any (array(
                        select ctid from stream.artifact where deleted_at is not null and cleared_at is null
                            and (cleared_until is null or cleared_until < ?)
                        order by deleted_at limit ? for update skip locked))
                    returning tenant_id, stream_id, hash, deleted_at\
                    """, ArtifactRetention::read, now.plus(LEASE), now, MOST_AT_ONCE));
        for (Due due : leased) {
            clear(due);
        }
    }

    private void clear(Due due) {
        try {
            boolean isEmpty = !storage.isThere() || deleteObjects(due);
            Instant lastWrite = due.deletedAt().plus(storage.uploadExpiry()).plus(LEASE);
            Instant now = clock.instant();
            boolean isOver = isEmpty && (now.isAfter(lastWrite) || !storage.isThere());
            Instant next = isEmpty && !isOver ? lastWrite : now;
            jobs.call(
                    Purpose.RETENTION,
                    sql -> sql.update(
                            """
                            update stream.artifact set cleared_until = ?, cleared_at = ?
                            where tenant_id = ? and hash = ?\
                            """, next, isOver ? now : null, due.tenant().value(), due.hash()));
        } catch (StorageFailed e) {
            LOG.warnf(
                    "tenant=%s artifact=%s stays in the object storage for now: %s",
                    due.tenant(), due.hash(), e.getMessage());
        }
    }

    /** Whether nothing is left. */
    private boolean deleteObjects(Due due) {
        ObjectKey above = ArtifactObjects.above(due.tenant(), due.stream(), due.hash());
        List<StoredObject> objects = storage.list(above, MOST_OBJECTS);
        objects.forEach(object -> storage.delete(object.key()));
        return objects.size() < MOST_OBJECTS;
    }

    private List<Due> due(String query, Object... parameters) {
        return jobs.call(Purpose.RETENTION, sql -> sql.list(query, ArtifactRetention::read, parameters));
    }

    private static Due read(ResultSet row) throws SQLException {
        return new Due(
                new TenantId(row.getString("tenant_id")),
                row.getString("stream_id"),
                row.getString("hash"),
                Sql.instant(row, "deleted_at"));
    }
}
