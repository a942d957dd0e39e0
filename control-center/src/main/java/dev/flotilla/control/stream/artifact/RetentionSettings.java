package dev.flotilla.control.stream.artifact;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a tenant wants its clips and recordings kept: each, those of a stream, or all. */
@ApplicationScoped
class RetentionSettings {
    private static final String OF_TENANT = "(select keep_days from stream.artifact_retention)";
    private static final String OF_STREAM = "(select s.keep_days from stream.stream s where s.id = a.stream_id)";

    private final Tenancy tenancy;
    private final ArtifactConfig config;

    RetentionSettings(Tenancy tenancy, ArtifactConfig config) {
        this.tenancy = tenancy;
        this.config = config;
    }

    /** Of a stream, or of the tenant; {@link Refused} when there is no such stream. */
    ShownRetention find(TenantId tenant, @Nullable String stream) {
        return tenancy.call(tenant, () -> tenancy.sql(sql -> stream == null ? ofTenant(sql) : ofStream(sql, stream)));
    }

    ShownRetention set(TenantId tenant, ArtifactInput.SetRetention input) {
        Integer days = ArtifactWishes.checkedDays(input.keepDays());
        String artifact = input.artifactId();
        String stream = input.streamId();
        if (artifact != null && stream != null) {
            throw new Refused(InvalidInput.of("streamId", stream, "must not be there beside artifactId"));
        }
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> {
                    if (artifact != null) {
                        AuditNotes.before(ofArtifact(sql, artifact));
                        sql.update("update stream.artifact set keep_days = ? where hash = ?", days, artifact);
                        return ofArtifact(sql, artifact);
                    }
                    if (stream != null) {
                        AuditNotes.before(ofStream(sql, stream));
                        sql.update("update stream.stream set keep_days = ? where id = ?", days, stream);
                        return ofStream(sql, stream);
                    }
                    AuditNotes.before(ofTenant(sql));
                    sql.update("delete from stream.artifact_retention");
                    if (days != null) {
                        sql.update(
                                "insert into stream.artifact_retention (tenant_id, keep_days) values (?, ?)",
                                tenant.value(),
                                days);
                    }
                    return ofTenant(sql);
                }));
    }

    private ShownRetention ofTenant(Sql sql) {
        return sql.one("select " + OF_TENANT + ", " + OF_TENANT, this::read).orElseThrow();
    }

    private ShownRetention ofStream(Sql sql, String id) {
        return sql.one(
                        "select keep_days, coalesce(keep_days, " + OF_TENANT + ") from stream.stream where id = ?",
                        this::read,
                        id)
                .orElseThrow(() -> new Refused(NotFound.of("stream", id)));
    }

    private ShownRetention ofArtifact(Sql sql, String hash) {
        return sql.one(
                        "select keep_days, coalesce(keep_days, %s, %s) from stream.artifact a where hash = ? and deleted_at is null"
                                .formatted(OF_STREAM, OF_TENANT),
                        this::read,
                        hash)
                .orElseThrow(() -> new Refused(NotFound.of("clip or recording", hash)));
    }

    private ShownRetention read(ResultSet row) throws SQLException {
        Integer own = (Integer) row.getObject(1);
        Integer effective = (Integer) row.getObject(2);
        return new ShownRetention(Optional.ofNullable(own), effective == null ? config.keepDays() : effective);
    }
}
