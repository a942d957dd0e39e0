package dev.flotilla.control.stream.artifact;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.event.EventReader;
import dev.flotilla.control.stream.RandomText;
import dev.flotilla.control.stream.StreamChanges;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the catalogue as the nodes' events tell: see {@link Told} for which of them count. */
@ApplicationScoped
class ArtifactFacts implements EventReader {
    private static final Logger LOG = Logger.getLogger(ArtifactFacts.class);

    private record Home(String streamId, String streamName) {}

    private final Tenancy tenancy;
    private final ArtifactDeletion deletion;
    private final StreamChanges changes;
    private final ArtifactConfig config;
    private final Clock clock = Clock.systemUTC();

    ArtifactFacts(Tenancy tenancy, ArtifactDeletion deletion, StreamChanges changes, ArtifactConfig config) {
        this.tenancy = tenancy;
        this.deletion = deletion;
        this.changes = changes;
        this.config = config;
    }

    /** In the order of the artifacts, so that two batches never wait for each other. */
    @Override
    public void read(TenantId tenant, NodeId node, List<Event> events) {
        List<ArtifactFact> facts = events.stream()
                .map(ArtifactFact::of)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing((ArtifactFact fact) -> fact.hash().value()))
                .toList();
        if (!facts.isEmpty()) {
            tenancy.run(
                    tenant,
                    () -> tenancy.<Boolean>sql(sql -> {
                        facts.forEach(fact -> read(sql, tenant, node, fact));
                        return true;
                    }));
        }
    }

    private void read(Sql sql, TenantId tenant, NodeId node, ArtifactFact fact) {
        Optional<Told> known = lock(sql, fact).or(() -> {
            add(sql, tenant, node, fact);
            return lock(sql, fact);
        });
        if (known.isEmpty()) {
            return;
        }
        Told told = known.get();
        boolean isHolder = isHolder(sql, node, fact) || told.node().equals(node.value());
        noteCopy(sql, tenant, node, fact);
        if (told.status() == ArtifactStatus.READY) {
            // What is ready is remembered by those who were told of it.
            changes.noteArtifact(fact.hash().value());
        }
        boolean isGone = fact.status() == ArtifactStatus.DELETED;
        if (told.status() == ArtifactStatus.DELETED) {
            deletion.seek(sql, tenant, fact.hash().value());
        } else if (isGone && isHolder) {
            deletion.delete(sql, tenant, fact.hash().value());
        } else if (!isGone && told.yieldsTo(fact.event(), node.value(), fact.status())) {
            update(sql, told, node, fact);
        }
        if (told.status() != ArtifactStatus.DELETED && !isGone) {
            endOrder(sql, fact);
        }
    }

    private static Optional<Told> lock(Sql sql, ArtifactFact fact) {
        return sql.one(
                "select told_in, told_by, status from stream.artifact where hash = ? and kind = ? for update",
                row -> new Told(row.getString(1), row.getString(2), ArtifactStatus.valueOf(row.getString(3))),
                fact.hash().value(),
                fact.kind().name());
    }

    /** Of a stream of the tenant's; what a node made of anything else is not known here. */
    private void add(Sql sql, TenantId tenant, NodeId node, ArtifactFact fact) {
        Optional<Home> home = sql.one(
                "select id, name from stream.stream where id = ? or (? = '' and name = ?)",
                row -> new Home(row.getString(1), row.getString(2)),
                fact.streamId(),
                fact.streamId(),
                fact.streamName());
        int count = sql.one("select count(*) from stream.artifact where deleted_at is null", row -> row.getInt(1))
                .orElse(0);
        if (fact.status() == ArtifactStatus.DELETED || home.isEmpty() || count >= config.mostOfTenant()) {
            LOG.infof("node=%s tells of '%s', which the catalogue does not take", node, fact.hash());
            return;
        }
        Instant now = clock.instant();
        sql.update(
                """
                insert into stream.artifact (tenant_id, hash, stream_id, stream_name, kind, status, title, format, playback_id,
                    created_at, created_by)
                values (?, ?, ?, ?, ?, 'REQUESTED', ?, ?, ?, ?, '') on conflict do nothing\
                """,
                tenant.value(),
                fact.hash().value(),
                home.get().streamId(),
                home.get().streamName(),
                fact.kind().name(),
                fact.title(),
                fact.format(),
                RandomText.playbackId(),
                requireNonNullElse(fact.createdAt(), now));
    }

    private static boolean isHolder(Sql sql, NodeId node, ArtifactFact fact) {
        return sql.one(
                        "select 1 from stream.artifact_copy where hash = ? and node_id = ?",
                        row -> true,
                        fact.hash().value(),
                        node.value())
                .isPresent();
    }

    private static void noteCopy(Sql sql, TenantId tenant, NodeId node, ArtifactFact fact) {
        sql.update(
                """
                insert into stream.artifact_copy as known (tenant_id, hash, node_id, path, told_in) values (?, ?, ?, ?, ?)
                on conflict (tenant_id, hash, node_id) do update set path = excluded.path, told_in = excluded.told_in
                where known.told_in < excluded.told_in\
                """,
                tenant.value(),
                fact.hash().value(),
                node.value(),
                fact.status() == ArtifactStatus.DELETED ? "" : fact.path(),
                fact.event());
    }

    private static void update(Sql sql, Told told, NodeId node, ArtifactFact fact) {
        sql.update(
                """
                update stream.artifact set status = ?, format = ?, title = case when ? = '' then title else ? end,
                    started_at = ?, ended_at = ?, duration_ms = ?, size_bytes = ?, segments = ?, uploaded_segments = ?, file = ?,
                    error = ?, told_in = ?, told_by = ?
                where hash = ?\
                """,
                fact.status().name(),
                fact.format(),
                fact.title(),
                fact.title(),
                fact.startedAt(),
                fact.endedAt(),
                fact.durationMs(),
                fact.sizeBytes(),
                fact.segments(),
                fact.uploadedSegments(),
                fact.file(),
                fact.error(),
                told.newest(fact.event()),
                node.value(),
                fact.hash().value());
    }

    /** Something has come of it. */
    private void endOrder(Sql sql, ArtifactFact fact) {
        boolean hasBegun = fact.status() != ArtifactStatus.REQUESTED;
        boolean hasEnded = hasBegun && fact.status() != ArtifactStatus.RECORDING;
        sql.update("""
            update stream.artifact_order set over_at = ?
            where hash = ? and over_at is null and (kind in ('CLIP', 'START') and ? or kind = 'STOP' and ?)\
            """, clock.instant(), fact.hash().value(), hasBegun, hasEnded);
    }
}
