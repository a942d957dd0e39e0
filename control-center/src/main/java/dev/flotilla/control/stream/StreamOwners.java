package dev.flotilla.control.stream;

import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a stream is, for nodes that may serve other tenants than their own. Whether they may is not decided here. */
@ApplicationScoped
public class StreamOwners {
    private final Jobs jobs;

    StreamOwners(Jobs jobs) {
        this.jobs = jobs;
    }

    public Optional<TenantId> ofKey(String key) {
        return KeySecret.of(key)
                .flatMap(secret -> find("select tenant_id from stream.stream_key where key_hash = ?", secret.hash()));
    }

    public Optional<TenantId> ofName(String name) {
        return find("select tenant_id from stream.stream where name = ?", name);
    }

    /** Also of a clip or recording. */
    public Optional<TenantId> ofPlaybackId(String playbackId) {
        String key = playbackId.toLowerCase(Locale.ROOT);
        return find("""
            select tenant_id from stream.stream where playback_key = ?
            union all select tenant_id from stream.artifact where playback_key = ?\
            """, key, key);
    }

    public Optional<TenantId> ofArtifact(String hash) {
        return find("select tenant_id from stream.artifact where hash = ?", hash);
    }

    private Optional<TenantId> find(String sql, @Nullable Object... parameters) {
        return jobs.call(
                Purpose.GUEST_STREAM,
                statements -> statements.one(sql, row -> new TenantId(row.getString(1)), parameters));
    }
}
