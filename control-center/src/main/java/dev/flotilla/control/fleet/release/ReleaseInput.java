package dev.flotilla.control.fleet.release;

import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for releases and targets. Null is what was not sent. */
public final class ReleaseInput {
    private ReleaseInput() {}

    /**
     * A release.
     *
     * @param url where its archive is; without one the archive must have been uploaded
     * @param signature Ed25519 over the release's statement, in base64
     */
    @Input("EdgeReleaseInput")
    public record Publish(
            @NonNull String version,
            @NonNull String platform,
            @NonNull Channel channel,
            @Nullable String url,
            long sizeBytes,
            @NonNull String sha256,
            @Nullable String minimum,
            @NonNull String signature,
            @Nullable String notes) {}

    /** An archive that is to be uploaded. */
    @Input("EdgeReleaseUploadInput")
    public record Upload(@NonNull String version, @NonNull String platform, long sizeBytes) {}

    /** What a cluster's nodes shall run: a channel's newest, or one version. */
    @Input("ReleaseTargetInput")
    public record Target(
            @Id @NonNull String clusterId,
            @Nullable Channel channel,
            @Nullable String version,
            @DefaultValue("1") @Nullable Integer batchSize,
            @DefaultValue("false") @Nullable Boolean drainFirst,
            @DefaultValue("300") @Nullable Integer drainSeconds,
            @DefaultValue("1") @Nullable Integer stopAfter,
            @DefaultValue("600") @Nullable Integer deadlineSeconds) {}
}
