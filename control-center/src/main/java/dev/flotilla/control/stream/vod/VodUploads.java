package dev.flotilla.control.stream.vod;

import static java.util.stream.Collectors.toMap;

import dev.flotilla.control.database.Preparation;
import dev.flotilla.control.database.Sql;
import dev.flotilla.control.database.Tenancy;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.control.object.ObjectStorage;
import dev.flotilla.control.object.StoredPart;
import dev.flotilla.control.stream.Policies;
import dev.flotilla.control.stream.PolicyKind;
import dev.flotilla.control.stream.RandomText;
import dev.flotilla.control.stream.artifact.ArtifactObjects;
import dev.flotilla.control.stream.artifact.ArtifactStatus;
import dev.flotilla.control.tenant.Tenants;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Uploads of videos: begun here, written by whoever has the addresses of the parts, and complete when all parts are there. */
@ApplicationScoped
class VodUploads {
    /** All parts of a video are there. Fired within the transaction that says so. */
    record Completed() {}

    private final Tenancy tenancy;
    private final VodAssets assets;
    private final ObjectStorage storage;
    private final Tenants tenants;
    private final VodConfig config;
    private final Event<Completed> completed;
    private final Clock clock = Clock.systemUTC();

    VodUploads(
            Tenancy tenancy,
            VodAssets assets,
            ObjectStorage storage,
            Tenants tenants,
            VodConfig config,
            Event<Completed> completed) {
        this.tenancy = tenancy;
        this.assets = assets;
        this.storage = storage;
        this.tenants = tenants;
        this.config = config;
        this.completed = completed;
    }

    VodUpload create(TenantId tenant, VodInput.Create input, String login) {
        if (!storage.isThere()) {
            throw new Refused(new Conflict("This installation has no object storage."));
        }
        tenants.get(tenant).suspension().ifPresent(suspension -> {
            throw new Refused(new Conflict("The tenant is suspended: " + suspension.reason()));
        });
        VodFile file = VodFile.of(input, Math.min(config.largest().asLongValue(), storage.largestBytes()));
        tenancy.run(tenant, () -> tenancy.<Boolean>sql(sql -> refuseTooMuch(sql, file)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String hash = ArtifactHash.at(now).value();
        // As ids and names of streams look, so that whatever expects one of a stream takes it.
        String streamId = "str_00" + hash;
        ObjectKey key = ArtifactObjects.key(tenant, streamId, hash, "video." + file.format());
        String upload = storage.beginParts(key);
        try {
            tenancy.run(
                    tenant,
                    () -> tenancy.<Boolean>sql(sql -> {
                        Preparation.lock(sql, "videos of " + tenant);
                        refuseTooMuch(sql, file);
                        add(sql, tenant, hash, streamId, file, now, login);
                        addUpload(sql, tenant, hash, file, upload, now);
                        return true;
                    }));
        } catch (RuntimeException e) {
            storage.abandonParts(key, upload);
            throw e;
        }
        return status(tenant, hash);
    }

    /** Asks the object storage which parts are there, and gives addresses for the others. */
    VodUpload status(TenantId tenant, String hash) {
        VodRow row = assets.get(tenant, hash);
        if (row.status() != ArtifactStatus.UPLOADING) {
            return new VodUpload(hash, row.sizeBytes(), row.partBytes(), row.uploadUntil(), List.of());
        }
        Map<Integer, StoredPart> there = there(row);
        PartSizes sizes = row.parts();
        return new VodUpload(
                hash,
                row.sizeBytes(),
                row.partBytes(),
                row.uploadUntil(),
                sizes.numbers()
                        .mapToObj(number -> part(row, number, sizes.bytesOf(number), there.get(number)))
                        .toList());
    }

    /** One that is complete already stays so. */
    void complete(TenantId tenant, VodInput.Complete input) {
        VodRow row = assets.get(tenant, input.uploadId());
        if (row.status() != ArtifactStatus.UPLOADING) {
            return;
        }
        check(row, input.parts(), there(row));
        tenancy.run(
                tenant,
                () -> tenancy.<Boolean>sql(sql -> {
                    sql.update(
                            "update stream.artifact set status = 'PROCESSING' where hash = ? and status = 'UPLOADING'",
                            row.hash());
                    completed.fire(new Completed());
                    return true;
                }));
    }

    /** Only what is not complete. */
    void abort(TenantId tenant, String hash) {
        if (assets.get(tenant, hash).status() != ArtifactStatus.UPLOADING) {
            throw new Refused(new Conflict("The upload of '%s' is complete: delete the video.".formatted(hash)));
        }
        assets.delete(tenant, hash);
    }

    private Map<Integer, StoredPart> there(VodRow row) {
        return storage.parts(row.key(), row.upload()).stream()
                .collect(toMap(StoredPart::number, part -> part, (one, _) -> one));
    }

    private VodUpload.Part part(VodRow row, int number, long bytes, @Nullable StoredPart there) {
        return there != null && there.bytes() == bytes
                ? new VodUpload.Part(number, bytes, Optional.of(there.tag()), Optional.empty())
                : new VodUpload.Part(
                        number,
                        bytes,
                        Optional.empty(),
                        Optional.of(storage.uploadPart(row.key(), row.upload(), number, bytes)
                                .url()));
    }

    private static void check(VodRow row, List<VodInput.Part> named, Map<Integer, StoredPart> there) {
        PartSizes sizes = row.parts();
        if (named.size() != sizes.count()) {
            throw new Refused(InvalidInput.of(
                    "parts", named.size(), "must be all parts of the file, which are " + sizes.count()));
        }
        for (int i = 0; i < named.size(); i++) {
            VodInput.Part part = named.get(i);
            String field = "parts[%d]".formatted(i);
            if (part.partNumber() != i + 1) {
                throw new Refused(InvalidInput.of(
                        field + ".partNumber", part.partNumber(), "must be %d: parts come in order".formatted(i + 1)));
            }
            StoredPart stored = there.get(i + 1);
            String tag = part.etag().replace("\"", "");
            if (stored == null || !stored.tag().equals(tag)) {
                throw new Refused(InvalidInput.of(
                        field + ".etag",
                        part.etag(),
                        stored == null ? "names a part that is not there" : "is not that of the part that is there"));
            }
            if (stored.bytes() != sizes.bytesOf(i + 1)) {
                throw new Refused(InvalidInput.of(
                        field,
                        stored.bytes() + " bytes",
                        "must be a part of %d bytes".formatted(sizes.bytesOf(i + 1))));
            }
        }
    }

    private boolean refuseTooMuch(Sql sql, VodFile file) {
        record Present(long bytes, int uploads) {}
        Present present =
                sql.one("""
                    select coalesce(sum(size_bytes), 0), count(*) filter (where status = 'UPLOADING')
                    from stream.artifact where kind = 'VOD' and deleted_at is null and status <> 'FAILED'\
                    """, row -> new Present(row.getLong(1), row.getInt(2))).orElseThrow();
        if (present.uploads >= config.mostUploads()) {
            throw new Refused(
                    new Conflict("%d uploads are under way: complete or abort one.".formatted(config.mostUploads())));
        }
        long most = config.mostOfTenant().asLongValue();
        if (present.bytes + file.bytes() > most) {
            throw new Refused(
                    new Conflict("The videos of a tenant may have %d bytes in all, and have %d without this one."
                            .formatted(most, present.bytes)));
        }
        return true;
    }

    private static void add(
            Sql sql, TenantId tenant, String hash, String streamId, VodFile file, Instant now, String login) {
        sql.update(
                """
                insert into stream.artifact (tenant_id, hash, stream_id, stream_name, kind, status, title, format, playback_id,
                    keep_days, created_at, created_by, size_bytes)
                values (?, ?, ?, ?, 'VOD', 'UPLOADING', ?, ?, ?, ?, ?, ?, ?)\
                """,
                tenant.value(),
                hash,
                streamId,
                "00" + hash,
                file.title(),
                file.format(),
                RandomText.playbackId(),
                file.keepDays(),
                now,
                login,
                file.bytes());
    }

    private void addUpload(Sql sql, TenantId tenant, String hash, VodFile file, String upload, Instant now) {
        sql.update(
                """
                insert into stream.vod_asset (tenant_id, hash, description, filename, content_type, policy_kind, policy, upload,
                    part_bytes, upload_until)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                tenant.value(),
                hash,
                file.description(),
                file.name(),
                file.contentType(),
                PolicyKind.PUBLIC.name(),
                Policies.PUBLIC.toByteArray(),
                upload,
                PartSizes.of(file.bytes(), config.partSize().asLongValue()).partBytes(),
                now.plus(config.patience()));
    }
}
