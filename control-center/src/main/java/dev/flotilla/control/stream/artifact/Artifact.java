package dev.flotilla.control.stream.artifact;

import dev.flotilla.control.database.Sql;
import io.smallrye.graphql.api.DefaultNonNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/**
 * A clip or a recording.
 *
 * @param id 14 digits of the time at which it was ordered or begun, and 16 hexadecimal digits
 * @param format container by its suffix ("mp4", "mkv", "m3u8")
 * @param playbackId 16 letters and digits; upper and lower case are one
 * @param createdBy empty when nobody ordered it, because the stream is recorded whenever it is live
 * @param uploadedSegments how many of the segments the object storage holds; for a clip 0 or 1
 * @param isStored whether the object storage holds all of it
 * @param file the file to begin with in the object storage; empty when nothing is there
 * @param error why it failed
 * @param expiresAt when it goes; empty when it does not, or not known yet
 */
@DefaultNonNull
public record Artifact(
        @Id String id,
        ArtifactKind kind,
        ArtifactStatus status,
        @Id String streamId,
        @Ignore String streamName,
        String title,
        String format,
        String playbackId,
        Instant createdAt,
        Optional<String> createdBy,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        long durationMs,
        long sizeBytes,
        long segments,
        long uploadedSegments,
        @Name("isStored") boolean isStored,
        @Ignore String file,
        Optional<String> error,
        Optional<Integer> keepDays,
        Optional<Instant> expiresAt) {

    /** Of a row of {@link Artifacts#ROWS}. */
    static Artifact read(ResultSet row) throws SQLException {
        var status = ArtifactStatus.valueOf(row.getString("status"));
        Optional<Instant> ended = Optional.ofNullable(Sql.instantOrNull(row, "ended_at"));
        Instant created = Sql.instant(row, "created_at");
        int keptDays = row.getInt("kept_days");
        boolean isComplete = status == ArtifactStatus.READY || status == ArtifactStatus.FAILED;
        long segments = row.getLong("segments");
        String file = row.getString("file");
        Object own = row.getObject("keep_days");
        return new Artifact(
                row.getString("hash"),
                ArtifactKind.valueOf(row.getString("kind")),
                status,
                row.getString("stream_id"),
                row.getString("stream_name"),
                row.getString("title"),
                row.getString("format"),
                row.getString("playback_id"),
                created,
                text(row, "created_by"),
                Optional.ofNullable(Sql.instantOrNull(row, "started_at")),
                ended,
                row.getLong("duration_ms"),
                row.getLong("size_bytes"),
                segments,
                row.getLong("uploaded_segments"),
                status == ArtifactStatus.READY
                        && !file.isEmpty()
                        && row.getLong("uploaded_segments") >= Math.max(1, segments),
                file,
                text(row, "error"),
                Optional.ofNullable((Integer) own),
                isComplete && keptDays > 0
                        ? Optional.of(ended.orElse(created).plus(Duration.ofDays(keptDays)))
                        : Optional.empty());
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.of(row.getString(column)).filter(text -> !text.isEmpty());
    }
}
