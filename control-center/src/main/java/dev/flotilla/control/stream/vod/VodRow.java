package dev.flotilla.control.stream.vod;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.control.stream.ShownPolicy;
import dev.flotilla.control.stream.artifact.ArtifactObjects;
import dev.flotilla.control.stream.artifact.ArtifactStatus;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of {@link #ROWS}: a video as it is kept. */
record VodRow(
        TenantId tenant,
        String hash,
        String streamId,
        String format,
        ArtifactStatus status,
        long sizeBytes,
        String upload,
        long partBytes,
        Instant uploadUntil,
        int attempts,
        PlaybackPolicy policy,
        VodAsset asset) {
    static final String ROWS = """
        select v.*, a.stream_id, a.format, a.status, a.size_bytes
        from stream.vod_asset v join stream.artifact a on a.tenant_id = v.tenant_id and a.hash = v.hash\
        """;

    static VodRow read(ResultSet row) throws SQLException {
        String hash = row.getString("hash");
        PlaybackPolicy policy = policy(hash, row.getBytes("policy"));
        return new VodRow(
                new TenantId(row.getString("tenant_id")),
                hash,
                row.getString("stream_id"),
                row.getString("format"),
                ArtifactStatus.valueOf(row.getString("status")),
                row.getLong("size_bytes"),
                row.getString("upload"),
                row.getLong("part_bytes"),
                Sql.instant(row, "upload_until"),
                row.getInt("attempts"),
                policy,
                new VodAsset(
                        hash,
                        row.getString("filename"),
                        row.getString("content_type"),
                        row.getString("description"),
                        Optional.of(row.getString("container")).filter(text -> !text.isEmpty()),
                        List.copyOf(Sql.texts(row, "codecs")),
                        positive(row.getInt("width")),
                        positive(row.getInt("height")),
                        ShownPolicy.of(policy)));
    }

    /** Its name in the object storage. */
    String file() {
        return "video." + format;
    }

    ObjectKey key() {
        return ArtifactObjects.key(tenant, streamId, hash, file());
    }

    PartSizes parts() {
        return new PartSizes(sizeBytes, partBytes);
    }

    private static Optional<Integer> positive(int value) {
        return Optional.of(value).filter(number -> number > 0);
    }

    private static PlaybackPolicy policy(String hash, byte[] bytes) {
        try {
            return PlaybackPolicy.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the policy of video '%s' cannot be read".formatted(hash), e);
        }
    }
}
