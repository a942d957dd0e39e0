package dev.flotilla.control.fleet.release;

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
 * What the nodes of a cluster shall run, and how they are brought there.
 *
 * @param channel whose newest release they follow; empty with a fixed version
 * @param version that one, older or newer; empty with a channel
 * @param batchSize how many nodes are on their way at once
 * @param drainSeconds how long a node that still carries flows is waited for
 * @param stopAfter so many nodes that failed, and no further one begins
 * @param deadlineSeconds how long a node may take from its order until it is healthy
 */
@DefaultNonNull
public record ReleaseTarget(
        @Id String clusterId,
        Optional<Channel> channel,
        Optional<String> version,
        int batchSize,
        boolean drainFirst,
        int drainSeconds,
        int stopAfter,
        int deadlineSeconds,
        @Name("isPaused") boolean isPaused,
        String setBy,
        Instant setAt) {

    @Ignore
    Rollout.Rules rules() {
        return new Rollout.Rules(
                batchSize,
                drainFirst,
                Duration.ofSeconds(drainSeconds),
                stopAfter,
                Duration.ofSeconds(deadlineSeconds),
                isPaused);
    }

    static ReleaseTarget read(ResultSet row) throws SQLException {
        return new ReleaseTarget(
                row.getString("cluster_id"),
                Optional.ofNullable(row.getString("channel")).map(Channel::valueOf),
                Optional.ofNullable(row.getString("version")),
                row.getInt("batch_size"),
                row.getBoolean("drain_first"),
                row.getInt("drain_seconds"),
                row.getInt("stop_after"),
                row.getInt("deadline_seconds"),
                row.getBoolean("is_paused"),
                row.getString("set_by"),
                Sql.instant(row, "set_at"));
    }
}
