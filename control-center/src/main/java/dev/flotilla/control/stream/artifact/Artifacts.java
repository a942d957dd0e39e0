package dev.flotilla.control.stream.artifact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The catalogue of clips and recordings. What is deleted is in it no more. */
@ApplicationScoped
public class Artifacts {
    /** Which ones are wanted; null for all. */
    public record Which(@Nullable String stream, @Nullable ArtifactKind kind) {
        @Nullable
        String kindName() {
            return kind == null ? null : kind.name();
        }
    }

    /** Takes the installation's days of retention as its first parameter. */
    static final String ROWS = """
        select a.*, coalesce(a.keep_days, s.keep_days, r.keep_days, ?) as kept_days
        from stream.artifact a left join stream.stream s on s.id = a.stream_id
            left join stream.artifact_retention r on r.tenant_id = a.tenant_id
        where a.deleted_at is null\
        """;

    private static final Pattern PLAYBACK_ID = Pattern.compile("[A-Za-z0-9]{16}");
    private static final Cursor BEGIN = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), "");

    private final Tenancy tenancy;
    private final ArtifactConfig config;

    Artifacts(Tenancy tenancy, ArtifactConfig config) {
        this.tenancy = tenancy;
        this.config = config;
    }

    /** Newest first. */
    Page<Artifact> page(TenantId tenant, int first, Optional<String> after, Which which) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(BEGIN);
        Instant before = from.instant(0);
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.list(
                                ROWS + """
                                     and (a.created_at, a.hash) < (?, ?) and (?::text is null or a.stream_id = ?)
                                        and (?::text is null or a.kind = ?)
                                    order by a.created_at desc, a.hash desc limit ?\
                                    """,
                                Artifact::read,
                                config.keepDays(),
                                before,
                                from.keys().get(1),
                                which.stream(),
                                which.stream(),
                                which.kindName(),
                                which.kindName(),
                                size + 1))),
                size);
    }

    public int count(TenantId tenant, Which which) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                                """
                                select count(*) from stream.artifact where deleted_at is null
                                    and (?::text is null or stream_id = ?) and (?::text is null or kind = ?)\
                                """,
                                row -> row.getInt(1),
                                which.stream(),
                                which.stream(),
                                which.kindName(),
                                which.kindName())
                        .orElse(0)));
    }

    public Optional<Artifact> find(TenantId tenant, String hash) {
        return ArtifactHash.isHash(hash) ? one(tenant, " and a.hash = ?", hash) : Optional.empty();
    }

    /** Throws {@link Refused} when there is none. */
    public Artifact get(TenantId tenant, String hash) {
        return find(tenant, hash).orElseThrow(() -> new Refused(NotFound.of("clip or recording", hash)));
    }

    /** Upper and lower case are one. */
    Optional<Artifact> byPlaybackId(TenantId tenant, String playbackId) {
        return PLAYBACK_ID.matcher(playbackId).matches()
                ? one(tenant, " and a.playback_key = ?", playbackId.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** The nodes that hold each of those artifacts, by their ids. */
    Map<String, List<NodeId>> copies(TenantId tenant, Collection<String> hashes) {
        record Copy(String hash, NodeId node) {}
        return tenancy
                .call(
                        tenant,
                        () -> tenancy.sql(sql ->
                                sql.list("""
                                    select hash, node_id from stream.artifact_copy
                                    where hash = any (?) and path <> '' order by hash, node_id\
                                    """, row -> new Copy(row.getString(1), new NodeId(row.getString(2))), hashes)))
                .stream()
                .collect(groupingBy(Copy::hash, mapping(Copy::node, toList())));
    }

    private Optional<Artifact> one(TenantId tenant, String condition, String value) {
        return tenancy.call(
                tenant, () -> tenancy.sql(sql -> sql.one(ROWS + condition, Artifact::read, config.keepDays(), value)));
    }
}
