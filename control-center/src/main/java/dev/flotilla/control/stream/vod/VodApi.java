package dev.flotilla.control.stream.vod;

import dev.flotilla.control.access.Caller;
import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.graphql.Deleted;
import dev.flotilla.control.stream.artifact.Artifact;
import dev.flotilla.control.stream.artifact.Artifacts;
import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Optional;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Videos that users upload, in the API. They stand among the artifacts, and what only they have stands here. */
@GraphQLApi
@Audited
public class VodApi {
    /** An upload that has begun. */
    @DefaultNonNull
    @Name("CreatedVodUpload")
    public record Created(VodUpload upload, Artifact artifact) {}

    private final Caller caller;
    private final VodUploads uploads;
    private final VodAssets assets;
    private final Artifacts artifacts;

    VodApi(Caller caller, VodUploads uploads, VodAssets assets, Artifacts artifacts) {
        this.caller = caller;
        this.uploads = uploads;
        this.assets = assets;
        this.artifacts = artifacts;
    }

    /** What a video has beside what every artifact has. */
    @Query
    public Optional<VodAsset> vodAsset(@Id @NonNull String id) {
        return assets.find(caller.tenant(), id).map(VodRow::asset);
    }

    /** Which parts of an upload are there, and where the others go. */
    @Query
    public Optional<VodUpload> vodUploadStatus(@Id @NonNull String uploadId) {
        TenantId tenant = caller.tenant();
        return assets.find(tenant, uploadId).map(row -> uploads.status(tenant, row.hash()));
    }

    /** The answer has the addresses to which the parts of the file are written. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Created createVodUpload(VodInput.@NonNull Create input) {
        VodUpload upload = uploads.create(caller.tenant(), input, caller.login());
        return new Created(upload, artifacts.get(caller.tenant(), upload.uploadId()));
    }

    /** The parts become one file, which is then looked at. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Artifact completeVodUpload(VodInput.@NonNull Complete input) {
        uploads.complete(caller.tenant(), input);
        return artifacts.get(caller.tenant(), input.uploadId());
    }

    @Mutation
    public @NonNull Deleted abortVodUpload(@Id @NonNull String uploadId) {
        uploads.abort(caller.tenant(), uploadId);
        return new Deleted(uploadId);
    }

    /** From the catalogue at once; from the object storage soon after. */
    @Mutation
    public @NonNull Deleted deleteVodAsset(@Id @NonNull String id) {
        assets.delete(caller.tenant(), id);
        return new Deleted(id);
    }

    /** Named, because a leading "set" is dropped otherwise. */
    @Mutation("setVodPolicy")
    public @NonNull VodAsset setVodPolicy(VodInput.@NonNull SetPolicy input) {
        return assets.setPolicy(caller.tenant(), input);
    }
}
