package dev.flotilla.control.stream;

import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for streams and what belongs to them. Null is what was not sent. */
public final class StreamInput {
    private StreamInput() {}

    /** A new stream. */
    @Input("CreateStreamInput")
    public record Create(
            @NonNull String title,
            @Nullable String description,
            @DefaultValue("PUSH") @Nullable IngestMode ingestMode,
            @Nullable Pull pullSource) {}

    /**
     * Where a stream is fetched from.
     *
     * @param url with what opens it; null keeps the one that is stored
     * @param clusterIds whose nodes may fetch it; null or empty for all
     */
    @Input("PullSourceInput")
    public record Pull(
            @Nullable String url,
            @DefaultValue("true") @Nullable Boolean isEnabled,
            @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull String> clusterIds) {
        /** Leaves the URL out. */
        @Override
        public String toString() {
            return "Pull[" + clusterIds + "]";
        }
    }

    /** A stream is fetched from there from now on; without a source it is published again. */
    @Input("SetPullSourceInput")
    public record SetPull(
            @Id @NonNull String streamId, @Nullable Pull pullSource) {}

    /** Whether nodes of a cluster may fetch from addresses that are not on the internet. */
    @Input("SetPrivateSourcesInput")
    public record SetPrivateSources(
            @Id @NonNull String clusterId, @NonNull Boolean isAllowed) {}

    /**
     * A change; what is null stays as it is.
     *
     * @param mostViewers 0 for no bound
     * @param recordingWindowSeconds 0 ends recording
     */
    @Input("UpdateStreamInput")
    public record Update(
            @Id @NonNull String id,
            @Nullable String title,
            @Nullable String description,
            @Nullable Boolean isSuspended,
            @Nullable Integer mostViewers,
            @Nullable Integer recordingWindowSeconds,
            @Nullable Integer recordingSegmentSeconds) {}

    /** A new key of a stream. */
    @Input("CreateStreamKeyInput")
    public record CreateKey(
            @Id @NonNull String streamId, @NonNull String name) {}

    /** Who may watch from now on; what belongs to the kind is needed, and the rest refused. */
    @Input("SetPlaybackPolicyInput")
    public record SetPolicy(
            @Id @NonNull String streamId,
            @NonNull PolicyKind kind,
            @Nullable SignedToken signedToken,
            @Nullable Webhook webhook) {}

    /**
     * What a playback token must be.
     *
     * @param keyIds null or empty for every key of the tenant
     */
    @Input("SignedTokenInput")
    public record SignedToken(
            @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull String> keyIds,
            @Nullable String audience,
            @io.smallrye.graphql.api.Nullable @Nullable List<@NonNull Claim> requiredClaims) {}

    /** A claim that a token must have. */
    @Input("ClaimInput")
    public record Claim(@NonNull String name, @NonNull String value) {}

    /**
     * Who is asked.
     *
     * @param secret signs the questions; null keeps the one that is stored
     */
    @Input("WebhookInput")
    public record Webhook(
            @NonNull String url,
            @Nullable String secret,
            @DefaultValue("2000") @Nullable Integer timeoutMs) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "Webhook[" + url + "]";
        }
    }

    /**
     * A new key.
     *
     * @param publicKey PEM; without one a pair is made
     */
    @Input("CreateSigningKeyInput")
    public record CreateSigningKey(
            @NonNull String name, @Nullable String publicKey) {}

    /** A new place to push a stream to. */
    @Input("CreatePushTargetInput")
    public record CreatePushTarget(
            @Id @NonNull String streamId,
            @NonNull String name,
            @NonNull String url,
            @DefaultValue("true") @Nullable Boolean isEnabled) {
        /** Leaves the URL out. */
        @Override
        public String toString() {
            return "CreatePushTarget[" + name + "]";
        }
    }

    /** A change; what is null stays as it is. */
    @Input("UpdatePushTargetInput")
    public record UpdatePushTarget(
            @Id @NonNull String id,
            @Nullable String name,
            @Nullable String url,
            @Nullable Boolean isEnabled) {
        /** Leaves the URL out. */
        @Override
        public String toString() {
            return "UpdatePushTarget[" + id + "]";
        }
    }
}
