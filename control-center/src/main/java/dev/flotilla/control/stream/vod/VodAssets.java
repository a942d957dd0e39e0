package dev.flotilla.control.stream.vod;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.stream.Policies;
import dev.flotilla.control.stream.StreamChanges;
import dev.flotilla.control.stream.StreamInput;
import dev.flotilla.control.stream.artifact.ArtifactDeletion;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The videos of a tenant. */
@ApplicationScoped
class VodAssets {
    private static final String OF_HASH = VodRow.ROWS + " where a.deleted_at is null and v.hash = ?";

    private final Tenancy tenancy;
    private final Policies policies;
    private final StreamChanges changes;
    private final ArtifactDeletion deletion;

    VodAssets(Tenancy tenancy, Policies policies, StreamChanges changes, ArtifactDeletion deletion) {
        this.tenancy = tenancy;
        this.policies = policies;
        this.changes = changes;
        this.deletion = deletion;
    }

    Optional<VodRow> find(TenantId tenant, String hash) {
        return tenancy.call(tenant, () -> tenancy.sql(sql -> sql.one(OF_HASH, VodRow::read, hash)));
    }

    /** Throws {@link Refused} when there is none. */
    VodRow get(TenantId tenant, String hash) {
        return find(tenant, hash).orElseThrow(() -> none(hash));
    }

    /** The video, while nobody else changes it. Within a transaction of the tenant. */
    VodRow lock(Sql sql, String hash) {
        return sql.one(OF_HASH + " for update", VodRow::read, hash).orElseThrow(() -> none(hash));
    }

    /** Out of the catalogue at once, and out of the object storage soon after. */
    void delete(TenantId tenant, String hash) {
        tenancy.run(
                tenant,
                () -> tenancy.<Boolean>sql(sql -> {
                    AuditNotes.before(lock(sql, hash).asset());
                    deletion.delete(sql, tenant, hash);
                    return true;
                }));
    }

    VodAsset setPolicy(TenantId tenant, VodInput.SetPolicy input) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> {
                    VodRow row = lock(sql, input.id());
                    AuditNotes.before(row.asset());
                    var wish = new StreamInput.SetPolicy(
                            row.streamId(), input.kind(), input.signedToken(), input.webhook());
                    PlaybackPolicy policy = policies.of(tenant, wish, row.policy());
                    sql.update(
                            "update stream.vod_asset set policy_kind = ?, policy = ? where hash = ?",
                            input.kind().name(),
                            policy.toByteArray(),
                            row.hash());
                    changes.noteArtifact(row.hash());
                    return lock(sql, row.hash()).asset();
                }));
    }

    private static Refused none(String hash) {
        return new Refused(NotFound.of("video", hash));
    }
}
