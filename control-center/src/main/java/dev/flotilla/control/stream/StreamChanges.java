package dev.flotilla.control.stream;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.tenant.TenantChanged;
import dev.flotilla.id.TenantId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What changed of streams lately, for the edges, which keep what they were told until they hear otherwise. */
@ApplicationScoped
public class StreamChanges {
    /** Something changed in this process. Fired within the transaction that changes it. */
    public record Changed() {}

    /** A stream that is not what it was, or not there any more. */
    public record Change(long number, TenantId tenant, String streamId, String name, String playbackId) {}

    /** No transaction lasts so long: within this time a change is seen, in whatever order changes commit. */
    public static final int RECENT_S = 30;

    private final Tenancy tenancy;
    private final Jobs jobs;
    private final Event<Changed> changed;

    StreamChanges(Tenancy tenancy, Jobs jobs, Event<Changed> changed) {
        this.tenancy = tenancy;
        this.jobs = jobs;
        this.changed = changed;
    }

    /** Notes that a stream changes, or something that belongs to it; before it goes, when it goes. */
    void note(String stream) {
        note("id = ?", stream);
    }

    /** Notes that every stream of the tenant changes that asks for signed tokens. */
    void noteSignedTokens() {
        note("policy_kind = ?", PolicyKind.SIGNED_TOKEN.name());
    }

    /** Notes that every stream of the tenant changes that is fetched from elsewhere. */
    void notePulled() {
        note("pull_url is not null");
    }

    /** A tenant that is suspended, or serves again, changes all of its streams. */
    void noteAll(@Observes TenantChanged tenant) {
        note("tenant_id = ?", tenant.tenant().value());
    }

    /** Notes that a clip or recording is gone, whose playback id then leads nowhere. Within a transaction of the tenant. */
    public void noteArtifact(String hash) {
        tenancy.sql(sql -> sql.update("""
            insert into stream.change (tenant_id, stream_id, name, playback_id)
            select tenant_id, stream_id, stream_name, playback_id from stream.artifact where hash = ?\
            """, hash));
        changed.fire(new Changed());
    }

    /** The changes of the last seconds, oldest first, of all tenants. */
    public List<Change> recent(int most) {
        return jobs.call(
                Purpose.STREAM_CHANGES,
                sql -> sql.list(
                        """
                        select * from stream.change where changed_at > clock_timestamp() - make_interval(secs => ?)
                        order by number limit ?\
                        """,
                        row -> new Change(
                                row.getLong("number"),
                                new TenantId(row.getString("tenant_id")),
                                row.getString("stream_id"),
                                row.getString("name"),
                                row.getString("playback_id")),
                        RECENT_S,
                        most));
    }

    @Scheduled(every = "1m", identity = "stream-changes")
    void forgetOld() {
        jobs.call(
                Purpose.RETENTION,
                sql -> sql.update(
                        "delete from stream.change where changed_at < clock_timestamp() - make_interval(secs => ?)",
                        10 * RECENT_S));
    }

    private void note(String where, Object... values) {
        tenancy.sql(sql -> sql.update(
                "insert into stream.change (tenant_id, stream_id, name, playback_id)"
                        + " select tenant_id, id, name, playback_id from stream.stream where " + where,
                values));
        changed.fire(new Changed());
    }
}
