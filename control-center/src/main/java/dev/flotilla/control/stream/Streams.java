package dev.flotilla.control.stream;

import static java.util.Objects.requireNonNullElse;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.tenant.Allowance;
import dev.flotilla.control.tenant.Counted;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.StreamId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The streams of a tenant. */
@ApplicationScoped
public class Streams implements Counted {
    private static final String AFTER = "(createdAt, id) < (?1, ?2)";
    private static final String FOUND = "(locate(?3, lower(title)) > 0 or playbackKey = ?3)";
    private static final String ORDER = " order by createdAt desc, id desc";
    private static final Cursor BEGIN = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), "");
    private static final int SEGMENT_S = 6;

    /** A new stream, and the one answer that holds its first key. */
    record Created(Stream stream, StreamKeys.Created key) {}

    private final Tenancy tenancy;
    private final StreamRepository rows;
    private final StreamKeys keys;
    private final Policies policies;
    private final PullSources pulls;
    private final StreamChanges changes;
    private final StreamConfig config;
    private final Tenants tenants;
    private final Clock clock = Clock.systemUTC();

    Streams(
            Tenancy tenancy,
            StreamRepository rows,
            StreamKeys keys,
            Policies policies,
            PullSources pulls,
            StreamChanges changes,
            StreamConfig config,
            Tenants tenants) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.keys = keys;
        this.policies = policies;
        this.pulls = pulls;
        this.changes = changes;
        this.config = config;
        this.tenants = tenants;
    }

    /** Newest first; those whose title holds the text, or whose playback id it is. */
    Page<Stream> page(TenantId tenant, int first, Optional<String> after, String search) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(BEGIN);
        Instant before = instant(from);
        String id = from.keys().get(1);
        String text = Rules.search("search", search);
        return Page.cut(
                tenancy.call(
                        tenant,
                        () -> (text.isEmpty()
                                        ? rows.find(AFTER + ORDER, before, id)
                                        : rows.find(AFTER + " and " + FOUND + ORDER, before, id, text))
                                .page(0, size + 1).stream()
                                        .map(StreamEntity::stream)
                                        .toList()),
                size);
    }

    int count(TenantId tenant, String search) {
        String text = Rules.search("search", search);
        long count =
                tenancy.call(tenant, () -> text.isEmpty() ? rows.count() : rows.count(FOUND.replace("?3", "?1"), text));
        return Math.toIntExact(count);
    }

    /** Those of the tenant; unknown ids are left out. */
    public Map<String, Stream> byId(TenantId tenant, Collection<String> ids) {
        return tenancy.call(tenant, () -> rows.list("id in ?1", ids)).stream()
                .map(StreamEntity::stream)
                .collect(Collectors.toMap(Stream::id, stream -> stream));
    }

    public Optional<Stream> find(TenantId tenant, String id) {
        return tenancy.call(tenant, () -> rows.findByIdOptional(id)).map(StreamEntity::stream);
    }

    /** A new stream, public, with one key. */
    Created create(TenantId tenant, StreamInput.Create input, String login) {
        String title = Rules.name("title", input.title());
        String description = Rules.description("description", requireNonNullElse(input.description(), ""));
        return tenancy.call(tenant, () -> {
            tenancy.<Boolean>sql(sql -> {
                Preparation.lock(sql, "streams of " + tenant);
                return true;
            });
            tenants.checkMore(tenant, Allowance.STREAMS, Math.toIntExact(rows.count()));
            if (rows.count() >= config.mostOfTenant()) {
                throw new Refused(new Conflict("A tenant has at most %d streams.".formatted(config.mostOfTenant())));
            }
            StreamId id = StreamId.random();
            rows.add(new StreamEntity(tenant, id, title, description, now()));
            pulls.begin(tenant, id.value(), input);
            StreamKeys.Created key = keys.create(tenant, new StreamInput.CreateKey(id.value(), "First key"), login);
            return new Created(rows.get(id.value()).stream(), key);
        });
    }

    Stream update(TenantId tenant, StreamInput.Update input) {
        return tenancy.call(tenant, () -> {
            StreamEntity row = rows.lock(input.id());
            AuditNotes.before(row.stream());
            String title = input.title() == null ? row.title : Rules.name("title", input.title());
            String description = input.description() == null
                    ? row.description
                    : Rules.description("description", input.description());
            boolean isSuspended = requireNonNullElse(input.isSuspended(), row.isSuspended);
            int mostViewers = requireNonNullElse(input.mostViewers(), row.mostViewers);
            Rules.mostViewers("mostViewers", mostViewers);
            Optional<Stream.Recording> recording = recording(row, input);
            rows.step(
                    """
                    title = ?1, description = ?2, isSuspended = ?3, mostViewers = ?4, recordingWindow = ?5,
                        recordingSegment = ?6, updatedAt = ?7
                    where id = ?8\
                    """,
                    title,
                    description,
                    isSuspended,
                    mostViewers,
                    recording.map(Stream.Recording::windowSeconds).orElse(null),
                    recording.map(Stream.Recording::segmentSeconds).orElse(null),
                    now(),
                    row.id);
            return changed(row.id);
        });
    }

    Stream setPullSource(TenantId tenant, StreamInput.SetPull input) {
        return tenancy.call(tenant, () -> {
            StreamEntity row = rows.lock(input.streamId());
            AuditNotes.before(row.stream());
            pulls.set(tenant, row, input.pullSource());
            rows.step("updatedAt = ?1 where id = ?2", now(), row.id);
            return changed(row.id);
        });
    }

    Stream setPolicy(TenantId tenant, StreamInput.SetPolicy input) {
        return tenancy.call(tenant, () -> {
            StreamEntity row = rows.lock(input.streamId());
            AuditNotes.before(row.stream());
            PlaybackPolicy policy = policies.of(tenant, input, row.policy());
            rows.step(
                    "policyKind = ?1, policy = ?2, updatedAt = ?3 where id = ?4",
                    input.kind().name(),
                    policy.toByteArray(),
                    now(),
                    row.id);
            return changed(row.id);
        });
    }

    /** Takes the stream away, with its keys and push targets. */
    void delete(TenantId tenant, String id) {
        tenancy.run(tenant, () -> {
            AuditNotes.before(rows.lock(id).stream());
            changes.note(id);
            rows.delete("id", id);
        });
    }

    private Stream changed(String id) {
        changes.note(id);
        return rows.get(id).stream();
    }

    private static Optional<Stream.Recording> recording(StreamEntity row, StreamInput.Update input) {
        Integer window = input.recordingWindowSeconds();
        Integer segment = input.recordingSegmentSeconds();
        Optional<Stream.Recording> kept = row.recording();
        int windowS = window == null ? kept.map(Stream.Recording::windowSeconds).orElse(0) : window;
        if (windowS == 0) {
            Rules.check(segment == null, "recordingSegmentSeconds", String.valueOf(segment), "needs a window");
            return Optional.empty();
        }
        int segmentS =
                segment == null ? kept.map(Stream.Recording::segmentSeconds).orElse(SEGMENT_S) : segment;
        Rules.recordingWindow("recordingWindowSeconds", windowS);
        Rules.recordingSegment("recordingSegmentSeconds", segmentS);
        return Optional.of(new Stream.Recording(windowS, segmentS));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant instant(Cursor from) {
        try {
            return Instant.parse(from.keys().get(0));
        } catch (DateTimeParseException e) {
            throw new Refused(InvalidInput.of("after", from.text(), "must be a cursor that this list gave"));
        }
    }

    @Override
    public Allowance allowance() {
        return Allowance.STREAMS;
    }

    @Override
    public int present(TenantId tenant) {
        return count(tenant, "");
    }
}
