package dev.flotilla.control.fleet.release;

import com.google.protobuf.ByteString;
import dev.flotilla.control.database.Jobs;
import dev.flotilla.control.database.Jobs.Purpose;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.fleet.uplink.DesiredReleases;
import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.control.object.ObjectStorage;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The orders of nodes whose turn it is, with what an agent needs to fetch and to check. */
@ApplicationScoped
class ReleaseOrdersOfNodes implements DesiredReleases {
    private static final int SHORTEST_DEADLINE_S = 5;

    private final Jobs jobs;
    private final ObjectStorage storage;
    private final Clock clock = Clock.systemUTC();

    ReleaseOrdersOfNodes(Jobs jobs, ObjectStorage storage) {
        this.jobs = jobs;
        this.storage = storage;
    }

    @Override
    public Map<NodeId, DesiredRelease> of(Collection<NodeId> nodes) {
        Instant now = clock.instant();
        return jobs
                .call(
                        Purpose.RELEASES,
                        sql -> sql.list(
                                """
                                select u.node_id, u.version as wanted, u.order_id, u.since, t.deadline_seconds, r.*
                                from release.node_update u join release.target t on t.cluster_id = u.cluster_id
                                left join release.edge_release r on r.id = u.release_id
                                where u.state = 'UPDATING' and u.node_id = any (?)\
                                """,
                                row -> Map.entry(new NodeId(row.getString("node_id")), order(row, now)),
                                nodes.stream().map(NodeId::value).toList()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private DesiredRelease order(ResultSet row, Instant now) throws SQLException {
        Duration left = Duration.between(now, Sql.instant(row, "since").plusSeconds(row.getInt("deadline_seconds")));
        DesiredRelease.Builder order = DesiredRelease.newBuilder()
                .setOrder(row.getString("order_id"))
                .setVersion(row.getString("wanted"))
                .setDeadlineS((int) Math.max(SHORTEST_DEADLINE_S, left.toSeconds()));
        if (row.getString("id") == null) {
            return order.build();
        }
        EdgeRelease release = Catalogue.read(row);
        return order.setPlatform(release.platform())
                .setUrl(release.object().map(this::address).or(release::url).orElse(""))
                .setSizeBytes(release.sizeBytes())
                .setSha256(release.sha256())
                .setMinimum(release.minimum().orElse(""))
                .setSignature(ByteString.copyFrom(
                        Base64.getDecoder().decode(release.signature().base64())))
                .build();
    }

    private String address(ObjectKey key) {
        return storage.isThere() ? storage.download(key).url() : "";
    }
}
