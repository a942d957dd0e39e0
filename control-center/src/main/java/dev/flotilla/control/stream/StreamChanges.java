package dev.flotilla.control.stream;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.marketplace.AccessChanged;
import dev.flotilla.control.tenant.TenantChanged;
import dev.flotilla.id.TenantId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changed of streams lately, for the edges, which keep what they were told until they hear otherwise. */
@ApplicationScoped
public class StreamChanges {
    /** Something changed in this process. Fired within the transaction that changes it. */
    public record Changed() {}

    /**
     * A stream that is not what it was, or not there any more.
     *
     * @param ofTenant whose streams all change, in place of one; {@link #EVERY} for everybody's
     */
    public record Change(
            long number, TenantId tenant, String streamId, String name, String playbackId, Optional<String> ofTenant) {
        public boolean isOfEverybody() {
            return ofTenant.filter(EVERY::equals).isPresent();
        }
    }

    private static final String EVERY = "*";

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
        noteVideos("v.policy_kind = ?", PolicyKind.SIGNED_TOKEN.name());
    }

    /** Notes that every stream of the tenant changes that is fetched from elsewhere. */
    void notePulled() {
        note("pull_url is not null");
    }

    /** A tenant that is suspended, or serves again, changes all of its streams. */
    void noteAll(@Observes TenantChanged tenant) {
        note("tenant_id = ?", tenant.tenant().value());
        noteVideos("v.tenant_id = ?", tenant.tenant().value());
    }

    /** Another cluster serves all streams of a tenant, or does not any more. */
    void noteGuest(@Observes AccessChanged access) {
        tenancy.sql(sql -> sql.update(
                "insert into stream.change (tenant_id, stream_id, name, playback_id, of_tenant) values (?, '', '', '',"
                        + " ?)",
                access.by().value(),
                access.guest().map(TenantId::value).orElse(EVERY)));
        changed.fire(new Changed());
    }

    /** Notes that a clip, recording or video is not what it was, or gone. Within a transaction of the tenant. */
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
                                row.getString("playback_id"),
                                Optional.ofNullable(row.getString("of_tenant"))),
                        RECENT_S,
                        most));
    }

    /** The same, with each stream of the tenants of which all change. */
    public List<Change> spread(List<Change> changes, int most) {
        List<String> whole = changes.stream()
                .flatMap(change -> change.ofTenant().stream())
                .distinct()
                .toList();
        if (whole.isEmpty()) {
            return changes;
        }
        List<Change> spread = new ArrayList<>(
                changes.stream().filter(change -> change.ofTenant().isEmpty()).toList());
        spread.addAll(jobs.call(
                Purpose.STREAM_CHANGES,
                sql -> sql.list(
                        """
                        select tenant_id, id, name, playback_id from stream.stream where tenant_id = any (?)
                        union all
                        select a.tenant_id, a.stream_id, a.stream_name, a.playback_id from stream.vod_asset v
                            join stream.artifact a on a.tenant_id = v.tenant_id and a.hash = v.hash
                        where a.tenant_id = any (?) and a.deleted_at is null limit ?\
                        """,
                        row -> new Change(
                                0,
                                new TenantId(row.getString("tenant_id")),
                                row.getString("id"),
                                row.getString("name"),
                                row.getString("playback_id"),
                                Optional.empty()),
                        whole,
                        whole,
                        most)));
        return spread;
    }

    @Scheduled(every = "1m", identity = "stream-changes")
    void forgetOld() {
        jobs.call(
                Purpose.RETENTION,
                sql -> sql.update(
                        "delete from stream.change where changed_at < clock_timestamp() - make_interval(secs => ?)",
                        10 * RECENT_S));
    }

    private void noteVideos(String where, Object... values) {
        tenancy.sql(sql -> sql.update("""
            insert into stream.change (tenant_id, stream_id, name, playback_id)
            select a.tenant_id, a.stream_id, a.stream_name, a.playback_id from stream.vod_asset v
                join stream.artifact a on a.tenant_id = v.tenant_id and a.hash = v.hash
            where a.deleted_at is null and\
            """ + " " + where, values));
        changed.fire(new Changed());
    }

    private void note(String where, Object... values) {
        tenancy.sql(sql -> sql.update(
                "insert into stream.change (tenant_id, stream_id, name, playback_id)"
                        + " select tenant_id, id, name, playback_id from stream.stream where " + where,
                values));
        changed.fire(new Changed());
    }
}
