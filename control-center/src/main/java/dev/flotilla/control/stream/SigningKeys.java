package dev.flotilla.control.stream;

import com.google.protobuf.ByteString;
import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Duplicate;
import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Cursor;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Page;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.id.TenantId;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys with which a tenant signs playback tokens. Public ones are kept; a private one leaves here once and is kept nowhere. */
@ApplicationScoped
class SigningKeys {
    private static final int MOST = 32;

    /** @param privateKey PEM; empty when the tenant brought a public key of its own */
    record Created(Optional<String> privateKey, SigningKey key) {
        /** Leaves the private key out. */
        @Override
        public String toString() {
            return "created " + key;
        }
    }

    private final Tenancy tenancy;
    private final SigningKeyRepository rows;
    private final StreamChanges changes;
    private final Clock clock = Clock.systemUTC();

    SigningKeys(Tenancy tenancy, SigningKeyRepository rows, StreamChanges changes) {
        this.tenancy = tenancy;
        this.rows = rows;
        this.changes = changes;
    }

    /** Oldest first. */
    List<SigningKey> all(TenantId tenant) {
        return tenancy.call(
                tenant,
                () -> rows.listAll(Sort.by("createdAt").and("id")).stream()
                        .map(SigningKeyEntity::key)
                        .toList());
    }

    /** Oldest first. */
    Page<SigningKey> page(TenantId tenant, int first, Optional<String> after) {
        int size = Page.checkedSize(first);
        Cursor from = after.map(text -> Cursor.parse(text, 2)).orElse(Cursor.of(Instant.EPOCH, ""));
        Instant since = from.instant(0);
        String id = from.keys().get(1);
        return Page.cut(
                tenancy.call(
                        tenant,
                        () ->
                                rows
                                        .find("(createdAt, id) > (?1, ?2) order by createdAt, id", since, id)
                                        .page(0, size + 1)
                                        .stream()
                                        .map(SigningKeyEntity::key)
                                        .toList()),
                size);
    }

    int count(TenantId tenant) {
        return Math.toIntExact(tenancy.<Long>call(tenant, rows::count));
    }

    /** By id, for the edges. Within a transaction of the tenant. */
    Map<String, ByteString> publicKeys() {
        return rows.listAll().stream()
                .collect(Collectors.toMap(row -> row.id, row -> ByteString.copyFrom(row.publicKey)));
    }

    /** Refuses ids that no key of the tenant has. Within a transaction of the tenant. */
    void require(String field, List<String> ids) {
        Map<String, ByteString> known = publicKeys();
        ids.stream().filter(id -> !known.containsKey(id)).findFirst().ifPresent(unknown -> {
            throw new Refused(InvalidInput.of(field, unknown, "must name signing keys"));
        });
    }

    Created create(TenantId tenant, StreamInput.CreateSigningKey input, String login) {
        String name = Rules.name("name", input.name());
        String brought = input.publicKey();
        Optional<KeyPair> pair = brought == null ? Optional.of(Es256.newPair()) : Optional.empty();
        byte[] publicKey = pair.map(made -> made.getPublic().getEncoded())
                .orElseGet(() -> Es256.parsePublicPem("publicKey", String.valueOf(brought)));
        var row = new SigningKeyEntity(tenant, name, publicKey, clock.instant().truncatedTo(ChronoUnit.MICROS), login);
        try {
            tenancy.run(tenant, () -> {
                lock(tenant);
                if (rows.count() >= MOST) {
                    throw new Refused(new Conflict("A tenant has at most %d signing keys.".formatted(MOST)));
                }
                rows.add(row);
                changes.noteSignedTokens();
            });
        } catch (Duplicate e) {
            throw new Refused(new Conflict("There is a signing key '%s' already.".formatted(name)));
        }
        return new Created(pair.map(Es256::privatePem), row.key());
    }

    /** The key counts no more: nobody watches with a token that it signed. */
    void revoke(TenantId tenant, String id) {
        tenancy.run(tenant, () -> {
            lock(tenant);
            AuditNotes.before(rows.findByIdOptional(id)
                    .orElseThrow(() -> new Refused(NotFound.of("signing key", id)))
                    .key());
            rows.delete("id", id);
            changes.noteSignedTokens();
        });
    }

    /** Keeps keys and the policies that name them as they are until the transaction ends: a policy of just now is told of, too. */
    void lock(TenantId tenant) {
        tenancy.<Boolean>sql(sql -> {
            Preparation.lock(sql, "signing keys of " + tenant);
            return true;
        });
    }
}
