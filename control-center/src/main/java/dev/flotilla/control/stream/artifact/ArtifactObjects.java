package dev.flotilla.control.stream.artifact;

import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.control.object.ObjectStorage;
import dev.flotilla.control.object.SignedAddress;
import dev.flotilla.control.object.StoredObject;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.stream.v1.PrepareDownloadRequest;
import dev.flotilla.proto.stream.v1.PrepareDownloadResponse;
import dev.flotilla.proto.stream.v1.PrepareUploadRequest;
import dev.flotilla.proto.stream.v1.PrepareUploadResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the object storage holds of artifacts, under TENANT/STREAM/HASH/FILE. Throws {@link StatusRuntimeException}, because nodes ask:
 * INVALID_ARGUMENT with field and value, NOT_FOUND, FAILED_PRECONDITION without a storage.
 */
@ApplicationScoped
public class ArtifactObjects {
    private static final int MOST_FILES = 1000;

    private record Known(String stream, boolean isDeleted) {}

    private final Tenancy tenancy;
    private final ObjectStorage storage;

    ArtifactObjects(Tenancy tenancy, ObjectStorage storage) {
        this.tenancy = tenancy;
        this.storage = storage;
    }

    public static ObjectKey above(TenantId tenant, String stream, String hash) {
        return ObjectKey.of(tenant.value(), stream, hash);
    }

    public static ObjectKey key(TenantId tenant, String stream, String hash, String file) {
        return ObjectKey.of(tenant.value(), stream, hash, file);
    }

    /** An artifact that the catalogue does not know yet may be uploaded: the event that tells of it may come later. */
    public PrepareUploadResponse upload(TenantId tenant, PrepareUploadRequest request) {
        requireStorage();
        String hash = checkedHash(request.getArtifactHash());
        String file = checkedFile("file", request.getFile());
        long bytes = request.getSizeBytes();
        if (bytes < 0 || bytes > storage.largestBytes()) {
            throw invalid("size_bytes", Long.toUnsignedString(bytes), "must be at most " + storage.largestBytes());
        }
        Optional<Known> known = known(tenant, hash);
        boolean mayBe = known.map(
                        artifact -> !artifact.isDeleted() && artifact.stream().equals(request.getStreamId()))
                .orElseGet(() -> isStream(tenant, request.getStreamId()));
        if (!mayBe) {
            throw Status.NOT_FOUND
                    .withDescription("There is no artifact '%s' of a stream '%s', or it was deleted."
                            .formatted(hash, request.getStreamId()))
                    .asRuntimeException();
        }
        ObjectKey key = key(tenant, request.getStreamId(), hash, file);
        SignedAddress address = storage.upload(key, bytes);
        return PrepareUploadResponse.newBuilder()
                .setObjectKey(key.text())
                .setUrl(address.url())
                .putAllHeaders(address.headers())
                .setExpiresAtMs(address.expiresAt().toEpochMilli())
                .build();
    }

    /** It is not looked whether the objects are there. */
    public PrepareDownloadResponse download(TenantId tenant, PrepareDownloadRequest request) {
        requireStorage();
        String hash = checkedHash(request.getArtifactHash());
        if (request.getFilesCount() > MOST_FILES) {
            throw invalid("files", Integer.toString(request.getFilesCount()), "must be at most " + MOST_FILES);
        }
        Known known = known(tenant, hash)
                .filter(artifact -> !artifact.isDeleted())
                .orElseThrow(() -> Status.NOT_FOUND
                        .withDescription("There is no artifact '%s'.".formatted(hash))
                        .asRuntimeException());
        List<SignedAddress> addresses = request.getFilesList().stream()
                .map(file -> storage.download(key(tenant, known.stream(), hash, checkedFile("files", file))))
                .toList();
        return PrepareDownloadResponse.newBuilder()
                .addAllUrls(addresses.stream().map(SignedAddress::url).toList())
                .setExpiresAtMs(
                        addresses.isEmpty()
                                ? 0
                                : addresses.getFirst().expiresAt().toEpochMilli())
                .build();
    }

    /** For people: what is there, under names that they recognise. Blocks; throws {@link Refused} without a storage. */
    ArtifactDownload download(TenantId tenant, Artifact artifact) {
        if (!storage.isThere()) {
            throw new Refused(new Conflict("This installation has no object storage."));
        }
        if (artifact.status() == ArtifactStatus.UPLOADING || artifact.status() == ArtifactStatus.PROCESSING) {
            throw new Refused(new Conflict("'%s' is not whole yet.".formatted(artifact.id())));
        }
        var files = new ArrayList<ArtifactDownload.File>();
        Instant expiresAt = Instant.MAX;
        for (StoredObject object : storage.list(above(tenant, artifact.streamId(), artifact.id()), MOST_FILES)) {
            String name = object.key().name();
            SignedAddress address = storage.download(object.key(), savedAs(artifact, name));
            files.add(new ArtifactDownload.File(name, object.bytes(), address.url()));
            expiresAt = address.expiresAt();
        }
        if (files.isEmpty()) {
            throw new Refused(new Conflict("The object storage holds nothing of '%s'.".formatted(artifact.id())));
        }
        return new ArtifactDownload(expiresAt, files);
    }

    /** A clip by its title; the files of a recording name each other and keep their names. */
    private static String savedAs(Artifact artifact, String name) {
        String title = artifact.title().replaceAll("[\\\\/:*?\"<>|]", " ").strip();
        return artifact.kind() == ArtifactKind.RECORDING || title.isEmpty()
                ? name
                : title + name.substring(Math.max(0, name.lastIndexOf('.')));
    }

    private Optional<Known> known(TenantId tenant, String hash) {
        return tenancy.call(
                tenant,
                () -> tenancy.sql(sql -> sql.one(
                        "select stream_id, deleted_at is not null from stream.artifact where hash = ?",
                        row -> new Known(row.getString(1), row.getBoolean(2)),
                        hash)));
    }

    private boolean isStream(TenantId tenant, String id) {
        return ObjectKey.isPart(id)
                && tenancy.call(
                        tenant,
                        () -> tenancy.sql(sql -> sql.one("select 1 from stream.stream where id = ?", row -> true, id)
                                .isPresent()));
    }

    private void requireStorage() {
        if (!storage.isThere()) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("This installation has no object storage (flotilla.object.store).")
                    .asRuntimeException();
        }
    }

    private static String checkedHash(String hash) {
        if (!ArtifactHash.isHash(hash)) {
            throw invalid("artifact_hash", hash, "must be 14 digits and 16 hexadecimal digits");
        }
        return hash;
    }

    private static String checkedFile(String field, String file) {
        if (!ObjectKey.isPart(file)) {
            throw invalid(field, file, "must be a name of letters, digits, '.', '_' and '-'");
        }
        return file;
    }

    private static StatusRuntimeException invalid(String field, String value, String rule) {
        String shown = value.length() <= 100 ? value : value.substring(0, 100) + "…";
        return Status.INVALID_ARGUMENT
                .withDescription("%s %s: '%s'".formatted(field, rule, shown))
                .asRuntimeException();
    }
}
