package dev.flotilla.control.fleet.release;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.fleet.Clusters;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the clusters of a tenant shall run. */
@ApplicationScoped
class Targets {
    private static final int LARGEST_BATCH = 1000;
    private static final int LONGEST_WAIT_S = 86_400;
    private static final int SHORTEST_DEADLINE_S = 10;

    private final Tenancy tenancy;
    private final Clusters clusters;
    private final Catalogue catalogue;
    private final Updates updates;
    private final Clock clock = Clock.systemUTC();

    Targets(Tenancy tenancy, Clusters clusters, Catalogue catalogue, Updates updates) {
        this.tenancy = tenancy;
        this.clusters = clusters;
        this.catalogue = catalogue;
        this.updates = updates;
    }

    Optional<ReleaseTarget> find(TenantId tenant, String cluster) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql ->
                        sql.one("select * from release.target where cluster_id = ?", ReleaseTarget::read, cluster)));
    }

    /** By the clusters' ids. */
    Page<ReleaseTarget> page(TenantId tenant, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        String from = after.map(text -> Cursor.parse(text, 1).keys().getFirst()).orElse("");
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.list(
                                "select * from release.target where cluster_id > ? order by cluster_id limit ?",
                                ReleaseTarget::read,
                                from,
                                size + 1))),
                size);
    }

    /** Sets the target in the place of an earlier one; what is under way at nodes comes to its end first. */
    ReleaseTarget set(TenantId tenant, ReleaseInput.Target input, String login) {
        if ((input.channel() == null) == (input.version() == null)) {
            throw new Refused(InvalidInput.of("channel", "or version must be given, and not both"));
        }
        if (input.version() != null) {
            checkOffered(input.version());
        }
        var target = new ReleaseTarget(
                input.clusterId(),
                Optional.ofNullable(input.channel()),
                Optional.ofNullable(input.version()),
                within("batchSize", input.batchSize(), 1, 1, LARGEST_BATCH),
                Objects.requireNonNullElse(input.drainFirst(), false),
                within("drainSeconds", input.drainSeconds(), 300, 0, LONGEST_WAIT_S),
                within("stopAfter", input.stopAfter(), 1, 1, LARGEST_BATCH),
                within("deadlineSeconds", input.deadlineSeconds(), 600, SHORTEST_DEADLINE_S, LONGEST_WAIT_S),
                false,
                login,
                clock.instant());
        return tenancy.call(tenant, () -> {
            clusters.get(tenant, input.clusterId());
            find(tenant, input.clusterId()).ifPresent(AuditNotes::before);
            return write(tenant, target);
        });
    }

    /** No further node begins; those that are on their way come to their end. */
    ReleaseTarget pause(TenantId tenant, String cluster) {
        return tenancy.call(tenant, () -> {
            ReleaseTarget before = get(tenant, cluster);
            AuditNotes.before(before);
            tenancy.sql(sql -> sql.update("update release.target set is_paused = true where cluster_id = ?", cluster));
            return get(tenant, cluster);
        });
    }

    /** Goes on after a pause, and after a stop with those that failed, too. */
    ReleaseTarget resume(TenantId tenant, String cluster) {
        return tenancy.call(tenant, () -> {
            AuditNotes.before(get(tenant, cluster));
            tenancy.sql(sql -> sql.update(
                    "update release.target set is_paused = false, look_at = clock_timestamp() where cluster_id = ?",
                    cluster));
            updates.forgive(cluster, clock.instant());
            return get(tenant, cluster);
        });
    }

    /** Brings the nodes to the version that most of those ran before which were brought to another one. */
    ReleaseTarget rollBack(TenantId tenant, String cluster, String login) {
        return tenancy.call(tenant, () -> {
            ReleaseTarget present = get(tenant, cluster);
            AuditNotes.before(present);
            String before = updates.before(cluster)
                    .orElseThrow(
                            () -> new Refused(new Conflict("No node of this cluster ran another version before.")));
            return write(
                    tenant,
                    new ReleaseTarget(
                            cluster,
                            Optional.empty(),
                            Optional.of(before),
                            present.batchSize(),
                            present.drainFirst(),
                            present.drainSeconds(),
                            present.stopAfter(),
                            present.deadlineSeconds(),
                            false,
                            login,
                            clock.instant()));
        });
    }

    private ReleaseTarget get(TenantId tenant, String cluster) {
        clusters.get(tenant, cluster);
        return find(tenant, cluster).orElseThrow(() -> new Refused(NotFound.of("release target of cluster", cluster)));
    }

    private ReleaseTarget write(TenantId tenant, ReleaseTarget target) {
        tenancy.sql(sql -> sql.update(
                """
                insert into release.target (cluster_id, tenant_id, channel, version, batch_size, drain_first, drain_seconds, stop_after,
                    deadline_seconds, is_paused, set_by, set_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (cluster_id) do update set channel = excluded.channel,
                    version = excluded.version, batch_size = excluded.batch_size, drain_first = excluded.drain_first,
                    drain_seconds = excluded.drain_seconds, stop_after = excluded.stop_after,
                    deadline_seconds = excluded.deadline_seconds, is_paused = excluded.is_paused, set_by = excluded.set_by,
                    set_at = excluded.set_at, look_at = clock_timestamp()\
                """,
                target.clusterId(),
                tenant.value(),
                target.channel().map(Enum::name).orElse(null),
                target.version().orElse(null),
                target.batchSize(),
                target.drainFirst(),
                target.drainSeconds(),
                target.stopAfter(),
                target.deadlineSeconds(),
                target.isPaused(),
                target.setBy(),
                target.setAt()));
        return get(tenant, target.clusterId());
    }

    private void checkOffered(String version) {
        boolean isOffered =
                catalogue.all().stream().anyMatch(release -> release.version().equals(version) && release.isOffered());
        if (!isOffered) {
            throw new Refused(InvalidInput.of("version", version, "must be of a release that was published"));
        }
    }

    private static int within(String field, @Nullable Integer sent, int usual, int least, int most) {
        int value = Objects.requireNonNullElse(sent, usual);
        if (value < least || value > most) {
            throw new Refused(InvalidInput.of(field, value, "must be %d to %d".formatted(least, most)));
        }
        return value;
    }
}
