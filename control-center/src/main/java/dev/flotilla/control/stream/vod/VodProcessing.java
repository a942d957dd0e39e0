package dev.flotilla.control.stream.vod;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.object.ObjectStorage;
import dev.flotilla.control.object.StorageFailed;
import dev.flotilla.control.object.StoredObject;
import dev.flotilla.control.stream.StreamChanges;
import dev.flotilla.control.stream.artifact.ArtifactDeletion;
import dev.flotilla.control.stream.artifact.ArtifactObjects;
import dev.flotilla.control.stream.vod.probe.Media;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Makes one file of the parts of each video that is complete, looks at what it holds, and throws away the parts of uploads that were
 * given up. Replicas share the work by leases.
 */
@ApplicationScoped
class VodProcessing {
    private static final Logger LOG = Logger.getLogger(VodProcessing.class);
    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_ATTEMPTS = 5;
    /** Longer than a join may take. */
    private static final Duration LEASE = Duration.ofMinutes(15);

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Jobs jobs;
    private final Tenancy tenancy;
    private final ObjectStorage storage;
    private final StreamChanges changes;
    private final ArtifactDeletion deletion;
    private final ReentrantLock busy = new ReentrantLock();
    private final Clock clock = Clock.systemUTC();

    VodProcessing(Jobs jobs, Tenancy tenancy, ObjectStorage storage, StreamChanges changes, ArtifactDeletion deletion) {
        this.jobs = jobs;
        this.tenancy = tenancy;
        this.storage = storage;
        this.changes = changes;
        this.deletion = deletion;
    }

    void completed(@Observes(during = TransactionPhase.AFTER_SUCCESS) VodUploads.Completed event) {
        Thread.ofVirtual().name("vod-processing").start(this::process);
    }

    /** What another replica left, or the storage did not do at the first try. */
    @Scheduled(every = "5s", identity = "vod-processing", concurrentExecution = ConcurrentExecution.SKIP)
    void process() {
        if (!storage.isThere() || !busy.tryLock()) {
            return;
        }
        try {
            List<VodRow> due;
            do {
                due = lease("a.status = 'PROCESSING' and a.deleted_at is null");
                due.forEach(this::process);
            } while (!due.isEmpty());
        } finally {
            busy.unlock();
        }
    }

    /** Gives up what takes too long, and throws away the parts of what is given up or was deleted. */
    @Scheduled(every = "20s", identity = "vod-uploads", concurrentExecution = ConcurrentExecution.SKIP)
    void giveUp() {
        if (!storage.isThere()) {
            return;
        }
        jobs.call(
                        Purpose.RETENTION,
                        sql -> sql.list(
                                VodRow.ROWS
                                        + " where a.status = 'UPLOADING' and a.deleted_at is null and v.upload_until <"
                                        + " ? limit 100",
                                VodRow::read,
                                clock.instant()))
                .forEach(row -> tenancy.run(
                        row.tenant(),
                        () -> tenancy.<Boolean>sql(sql -> {
                            deletion.delete(sql, row.tenant(), row.hash());
                            return true;
                        })));
        for (VodRow row : lease("a.deleted_at is not null and v.upload <> ''")) {
            try {
                storage.abandonParts(row.key(), row.upload());
                jobs.call(
                        Purpose.RETENTION,
                        sql -> sql.update(
                                "update stream.vod_asset set upload = '' where tenant_id = ? and hash = ?",
                                row.tenant().value(),
                                row.hash()));
            } catch (StorageFailed e) {
                LOG.warnf(
                        "tenant=%s artifact=%s keeps its parts for now: %s", row.tenant(), row.hash(), e.getMessage());
            }
        }
    }

    private List<VodRow> lease(String which) {
        Instant now = clock.instant();
        return jobs.call(Purpose.RETENTION, sql -> {
            List<VodRow> due = sql.list(
                    VodRow.ROWS + " where " + which + " and (v.lease_until is null or v.lease_until < ?)"
                            + " limit ? for update of v skip locked",
                    VodRow::read,
                    now,
                    MOST_AT_ONCE);
            due.forEach(row -> sql.update(
                    "update stream.vod_asset set lease_until = ?, attempts = attempts + 1 where tenant_id = ? and hash"
                            + " = ?",
                    now.plus(LEASE),
                    row.tenant().value(),
                    row.hash()));
            return due;
        });
    }

    /** A file at which processes die is not looked at for ever, and one that goes wrong does not hold up the others. */
    private void process(VodRow row) {
        if (row.attempts() >= MOST_ATTEMPTS) {
            fail(row, "It could not be looked at, again and again.");
            return;
        }
        try {
            if (!isJoined(row)) {
                storage.join(row.key(), row.upload(), storage.parts(row.key(), row.upload()));
            }
            Media media = Media.of((from, most) -> storage.read(row.key(), from, most), row.sizeBytes());
            ready(row, media);
        } catch (Media.Unusable e) {
            fail(row, String.valueOf(e.getMessage()));
        } catch (StorageFailed e) {
            LOG.warnf("tenant=%s artifact=%s: %s", row.tenant(), row.hash(), e.getMessage());
            again(row, "The object storage failed again and again.");
        } catch (RuntimeException e) {
            LOG.errorf(e, "tenant=%s artifact=%s cannot be looked at", row.tenant(), row.hash());
            again(row, "It could not be looked at, again and again.");
        }
    }

    private void again(VodRow row, String why) {
        if (row.attempts() + 1 >= MOST_ATTEMPTS) {
            fail(row, why);
        } else {
            jobs.call(
                    Purpose.RETENTION,
                    sql -> sql.update(
                            "update stream.vod_asset set lease_until = ? where tenant_id = ? and hash = ?",
                            clock.instant().plus(PAUSE),
                            row.tenant().value(),
                            row.hash()));
        }
    }

    /** One who did this before may have died just after. */
    private boolean isJoined(VodRow row) {
        return storage.list(ArtifactObjects.above(row.tenant(), row.streamId(), row.hash()), 1100).stream()
                .anyMatch(object -> object.equals(new StoredObject(row.key(), row.sizeBytes())));
    }

    private void ready(VodRow row, Media media) {
        tenancy.run(
                row.tenant(),
                () -> tenancy.<Boolean>sql(sql -> {
                    sql.update("""
                        update stream.vod_asset set container = ?, codecs = ?, width = ?, height = ?, upload = ''
                        where hash = ?\
                        """, media.container(), media.codecs(), media.width(), media.height(), row.hash());
                    sql.update("""
                        update stream.artifact set status = 'READY', duration_ms = ?, file = ?, segments = 1,
                            uploaded_segments = 1, ended_at = ?
                        where hash = ? and status = 'PROCESSING'\
                        """, media.durationMs(), row.file(), clock.instant(), row.hash());
                    changes.noteArtifact(row.hash());
                    return true;
                }));
    }

    /** The file is of no use to anybody. */
    private void fail(VodRow row, String why) {
        tenancy.run(
                row.tenant(),
                () -> tenancy.<Boolean>sql(sql -> {
                    sql.update("""
                        update stream.artifact set status = 'FAILED', error = ?, ended_at = ?
                        where hash = ? and status = 'PROCESSING'\
                        """, why, clock.instant(), row.hash());
                    changes.noteArtifact(row.hash());
                    return true;
                }));
        try {
            storage.delete(row.key());
        } catch (StorageFailed e) {
            LOG.warnf(
                    "tenant=%s artifact=%s stays in the object storage: %s", row.tenant(), row.hash(), e.getMessage());
        }
    }
}
