package dev.flotilla.control.fleet.release;

import dev.flotilla.control.access.audit.AuditNotes;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.control.object.ObjectStorage;
import dev.flotilla.control.object.SignedAddress;
import dev.flotilla.id.TenantId;
import dev.flotilla.release.ReleaseKeys;
import dev.flotilla.release.ReleaseStatement;
import dev.flotilla.release.ReleaseVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts releases into the catalogue, and takes them back. For platform operators. */
@ApplicationScoped
class Publishing {
    private static final int LONGEST_NOTES = 20_000;
    private static final int LONGEST_URL = 2_000;
    private static final int SIGNATURE_BYTES = 64;

    private final Tenancy tenancy;
    private final Catalogue catalogue;
    private final ObjectStorage storage;
    private final List<PublicKey> keys;
    private final Clock clock = Clock.systemUTC();

    Publishing(Tenancy tenancy, Catalogue catalogue, ObjectStorage storage, ReleaseConfig config) {
        this.tenancy = tenancy;
        this.catalogue = catalogue;
        this.storage = storage;
        this.keys = ReleaseKeys.parse(config.keys().orElse(List.of()));
    }

    /** Where the archive of a version goes, by one HTTP PUT. */
    SignedAddress upload(TenantId tenant, ReleaseInput.Upload input) {
        if (!storage.isThere()) {
            throw new Refused(
                    new Conflict("This installation has no object storage: publish an address of the archive."));
        }
        if (input.sizeBytes() < 1 || input.sizeBytes() > storage.largestBytes()) {
            throw new Refused(
                    InvalidInput.of("sizeBytes", input.sizeBytes(), "must be 1 to " + storage.largestBytes()));
        }
        return storage.upload(key(tenant, input.version(), input.platform()), input.sizeBytes());
    }

    /** Publishes a version, or changes channel, notes and address of one; its archive stays what it was. */
    EdgeRelease publish(TenantId tenant, ReleaseInput.Publish input) {
        ReleaseStatement statement = statement(input);
        byte[] signature = signature(input.signature());
        if (!keys.isEmpty() && !statement.isSignedBy(keys, signature)) {
            throw new Refused(InvalidInput.of(
                    "signature", "is of none of the keys in flotilla.release.keys over this version's statement"));
        }
        Optional<ObjectKey> object = input.url() == null ? Optional.of(uploaded(tenant, statement)) : Optional.empty();
        String id = EdgeRelease.id(statement.version(), statement.platform());
        Optional<EdgeRelease> before = catalogue.find(id);
        before.ifPresent(published -> {
            AuditNotes.before(published);
            if (!published.sha256().equals(statement.sha256())) {
                throw new Refused(new Conflict(
                        "Version %s for %s was published with another archive: give this one another version."
                                .formatted(statement.version(), statement.platform())));
            }
        });
        String notes = Objects.requireNonNullElse(input.notes(), "");
        if (notes.length() > LONGEST_NOTES) {
            throw new Refused(InvalidInput.of("notes", "must have at most %d characters".formatted(LONGEST_NOTES)));
        }
        boolean isMine = tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                                        """
                                        insert into release.edge_release (id, tenant_id, version, platform, channel, url, object_key, size_bytes,
                                            sha256, minimum, signature, notes, published_at)
                                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                        on conflict (id) do nothing\
                                        """,
                                        id,
                                        tenant.value(),
                                        statement.version(),
                                        statement.platform(),
                                        input.channel().name(),
                                        input.url(),
                                        object.map(ObjectKey::text).orElse(null),
                                        statement.sizeBytes(),
                                        statement.sha256(),
                                        statement.minimum(),
                                        signature,
                                        notes,
                                        clock.instant())
                                + sql.update(
                                        """
                                        update release.edge_release set channel = ?, url = ?, object_key = ?, minimum = ?, signature = ?, notes = ?
                                        where id = ? and sha256 = ?\
                                        """,
                                        input.channel().name(),
                                        input.url(),
                                        object.map(ObjectKey::text).orElse(null),
                                        statement.minimum(),
                                        signature,
                                        notes,
                                        id,
                                        statement.sha256())
                        > 0));
        if (!isMine) {
            throw new Refused(new Conflict("Version %s for %s was published by another operator."
                    .formatted(statement.version(), statement.platform())));
        }
        return read(tenant, id);
    }

    /** No further node is sent to it; those that run it stay. */
    EdgeRelease withdraw(TenantId tenant, String id, String why) {
        EdgeRelease before = catalogue.find(id).orElseThrow(() -> new Refused(NotFound.of("release", id)));
        AuditNotes.before(before);
        if (why.length() > LONGEST_NOTES) {
            throw new Refused(InvalidInput.of("reason", "must have at most %d characters".formatted(LONGEST_NOTES)));
        }
        tenancy.run(
                tenant,
                () -> tenancy.sql(sql -> sql.update(
                        "update release.edge_release set withdrawn_at = ?, withdrawn_because = ? where id = ? and"
                                + " withdrawn_at is null",
                        clock.instant(),
                        why,
                        id)));
        return read(tenant, id);
    }

    /** Within the mutation's transaction, which the catalogue does not see yet. */
    private EdgeRelease read(TenantId tenant, String id) {
        return tenancy.call(
                        tenant,
                        () -> tenancy.sql(
                                sql -> sql.one("select * from release.edge_release where id = ?", Catalogue::read, id)))
                .orElseThrow(() -> new Refused(NotFound.of("release", id)));
    }

    private static ReleaseStatement statement(ReleaseInput.Publish input) {
        checkUrl(input.url());
        try {
            return new ReleaseStatement(
                    input.version(),
                    input.platform(),
                    input.sizeBytes(),
                    input.sha256(),
                    Objects.requireNonNullElse(input.minimum(), ""));
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            throw new Refused(new InvalidInput(said.substring(0, said.indexOf(' ')), null, said));
        }
    }

    private static void checkUrl(@Nullable String url) {
        if (url == null) {
            return;
        }
        try {
            if ("https".equals(URI.create(url).getScheme()) && url.length() <= LONGEST_URL) {
                return;
            }
        } catch (IllegalArgumentException none) {
            // Said below.
        }
        throw new Refused(InvalidInput.of("url", url, "must begin with https:// and be short"));
    }

    private static byte[] signature(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == SIGNATURE_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException none) {
            // Said below.
        }
        throw new Refused(InvalidInput.of("signature", text, "must be 64 bytes in base64"));
    }

    private ObjectKey uploaded(TenantId tenant, ReleaseStatement statement) {
        ObjectKey key = key(tenant, statement.version(), statement.platform());
        boolean isThere = storage.isThere()
                && storage.list(ObjectKey.of(tenant.value(), "releases", statement.version()), 100).stream()
                        .anyMatch(found -> found.key().equals(key) && found.bytes() == statement.sizeBytes());
        if (!isThere) {
            throw new Refused(
                    new Conflict("No archive of %d bytes was uploaded for version %s and %s, and there is no url."
                            .formatted(statement.sizeBytes(), statement.version(), statement.platform())));
        }
        return key;
    }

    private static ObjectKey key(TenantId tenant, String version, String platform) {
        if (!ReleaseVersion.isOne(version)) {
            throw new Refused(InvalidInput.of("version", version, "must be three numbers with dots between"));
        }
        if (!ObjectKey.isPart(platform)) {
            throw new Refused(InvalidInput.of("platform", platform, "must be like linux-amd64"));
        }
        return ObjectKey.of(tenant.value(), "releases", version, "flotilla-edge-" + platform + ".tar.gz");
    }
}
