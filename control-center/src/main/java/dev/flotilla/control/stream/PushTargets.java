package dev.flotilla.control.stream;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.secret.Seal;
import dev.flotilla.control.secret.Secrets;
import dev.flotilla.id.PushTargetId;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Where streams are pushed on to. Their addresses are kept sealed, and only the edges get them open. */
@ApplicationScoped
class PushTargets {
    private static final int MOST = 10;

    private final Tenancy tenancy;
    private final StreamRepository streams;
    private final PushTargetRepository rows;
    private final StreamChanges changes;
    private final Secrets secrets;
    private final Clock clock = Clock.systemUTC();

    PushTargets(
            Tenancy tenancy,
            StreamRepository streams,
            PushTargetRepository rows,
            StreamChanges changes,
            Secrets secrets) {
        this.tenancy = tenancy;
        this.streams = streams;
        this.rows = rows;
        this.changes = changes;
        this.secrets = secrets;
    }

    /** The push targets of each of those streams, oldest first. */
    Map<String, List<PushTarget>> ofStreams(TenantId tenant, Collection<String> ids) {
        return tenancy.call(tenant, () -> rows.list("streamId in ?1 order by createdAt, id", ids)).stream()
                .map(PushTargetEntity::target)
                .collect(groupingBy(PushTarget::ofStream, mapping(target -> target, toList())));
    }

    /** Those that are enabled, open, for the edges. Within a transaction of the tenant. */
    List<dev.flotilla.proto.stream.v1.PushTarget> open(String stream) {
        return rows.list("streamId = ?1 and isEnabled order by createdAt, id", stream).stream()
                .map(row -> dev.flotilla.proto.stream.v1.PushTarget.newBuilder()
                        .setId(row.id)
                        .setUrl(new String(seal().open(row.url, row.id), StandardCharsets.UTF_8))
                        .build())
                .toList();
    }

    PushTarget create(TenantId tenant, StreamInput.CreatePushTarget input) {
        String name = Rules.name("name", input.name());
        PushUrl url = PushUrl.parse("url", input.url());
        return unlessNamed(
                name,
                () -> tenancy.call(tenant, () -> {
                    String stream = streams.lock(input.streamId()).id;
                    if (rows.count("streamId", stream) >= MOST) {
                        throw new Refused(new Conflict("A stream has at most %d push targets.".formatted(MOST)));
                    }
                    var target = new PushTarget(
                            PushTargetId.random().value(),
                            stream,
                            name,
                            url.masked(),
                            requireNonNullElse(input.isEnabled(), true),
                            clock.instant().truncatedTo(ChronoUnit.MICROS));
                    rows.add(new PushTargetEntity(tenant, target, sealed(target.id(), url)));
                    changes.note(stream);
                    return target;
                }));
    }

    PushTarget update(TenantId tenant, StreamInput.UpdatePushTarget input) {
        return unlessNamed(
                requireNonNullElse(input.name(), ""),
                () -> tenancy.call(tenant, () -> {
                    PushTargetEntity row = lock(input.id());
                    AuditNotes.before(row.target());
                    String url = input.url();
                    PushUrl next = url == null ? null : PushUrl.parse("url", url);
                    rows.step(
                            "name = ?1, url = ?2, maskedUrl = ?3, isEnabled = ?4 where id = ?5",
                            input.name() == null ? row.name : Rules.name("name", input.name()),
                            next == null ? row.url : sealed(row.id, next),
                            next == null ? row.maskedUrl : next.masked(),
                            requireNonNullElse(input.isEnabled(), row.isEnabled),
                            row.id);
                    changes.note(row.streamId);
                    return find(row.id).target();
                }));
    }

    void delete(TenantId tenant, String id) {
        tenancy.run(tenant, () -> {
            PushTargetEntity target = lock(id);
            AuditNotes.before(target.target());
            changes.note(target.streamId);
            rows.delete("id", id);
        });
    }

    private static PushTarget unlessNamed(String name, Supplier<PushTarget> change) {
        try {
            return change.get();
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a push target '%s' of this stream already.".formatted(name)));
        }
    }

    /** The push target, while nobody else changes its stream. */
    private PushTargetEntity lock(String id) {
        PushTargetEntity found = find(id);
        streams.lock(found.streamId);
        return find(id);
    }

    private PushTargetEntity find(String id) {
        return rows.findByIdOptional(id).orElseThrow(() -> new Refused(NotFound.of("push target", id)));
    }

    private byte[] sealed(String id, PushUrl url) {
        return seal().close(url.text().getBytes(StandardCharsets.UTF_8), id);
    }

    private Seal seal() {
        return secrets.seal("push targets");
    }
}
