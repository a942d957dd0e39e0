package dev.flotilla.control.stream;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The keys by which streams are published. A key leaves here once, when it is made, and is kept as a hash. */
@ApplicationScoped
class StreamKeys {
    private static final int MOST = 20;

    /** The only answer that holds the secret. */
    record Created(KeySecret secret, StreamKey key) {}

    private final Tenancy tenancy;
    private final StreamRepository streams;
    private final StreamKeyRepository rows;
    private final StreamChanges changes;
    private final Clock clock = Clock.systemUTC();

    StreamKeys(Tenancy tenancy, StreamRepository streams, StreamKeyRepository rows, StreamChanges changes) {
        this.tenancy = tenancy;
        this.streams = streams;
        this.rows = rows;
        this.changes = changes;
    }

    /** The keys of each of those streams, oldest first. */
    Map<String, List<StreamKey>> ofStreams(TenantId tenant, Collection<String> ids) {
        return tenancy.call(tenant, () -> rows.list("streamId in ?1 order by createdAt, id", ids)).stream()
                .map(StreamKeyEntity::key)
                .collect(groupingBy(StreamKey::ofStream, mapping(key -> key, toList())));
    }

    Created create(TenantId tenant, StreamInput.CreateKey input, String login) {
        String name = Rules.name("name", input.name());
        try {
            return tenancy.call(tenant, () -> {
                String stream = streams.lock(input.streamId()).id;
                if (rows.count("streamId", stream) >= MOST) {
                    throw new Refused(
                            new Conflict("A stream has at most %d keys: revoke one that is not used.".formatted(MOST)));
                }
                return add(tenant, stream, name, login);
            });
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a key '%s' of this stream already.".formatted(name)));
        }
    }

    /** A new key in the place of one that counts no more from now on. */
    Created rotate(TenantId tenant, String id, String login) {
        return tenancy.call(tenant, () -> {
            StreamKeyEntity old = lock(id);
            AuditNotes.before(old.key());
            rows.delete("id", id);
            return add(tenant, old.streamId, old.name, login);
        });
    }

    /** The key counts no more. Who publishes with it already goes on until they stop. */
    void revoke(TenantId tenant, String id) {
        tenancy.run(tenant, () -> {
            StreamKeyEntity key = lock(id);
            AuditNotes.before(key.key());
            changes.note(key.streamId);
            rows.delete("id", id);
        });
    }

    private Created add(TenantId tenant, String stream, String name, String login) {
        KeySecret secret = KeySecret.random();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var row = new StreamKeyEntity(tenant, stream, name, secret, now, login);
        rows.add(row);
        changes.note(stream);
        return new Created(secret, row.key());
    }

    /** The key, while nobody else changes its stream. */
    private StreamKeyEntity lock(String id) {
        StreamKeyEntity found = find(id);
        streams.lock(found.streamId);
        return find(id);
    }

    private StreamKeyEntity find(String id) {
        return rows.findByIdOptional(id).orElseThrow(() -> new Refused(NotFound.of("stream key", id)));
    }
}
