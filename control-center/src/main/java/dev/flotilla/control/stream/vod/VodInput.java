package dev.flotilla.control.stream.vod;

import dev.flotilla.control.stream.PolicyKind;
import dev.flotilla.control.stream.StreamInput;
import java.util.List;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for videos. Null is what was not sent. */
public final class VodInput {
    private VodInput() {}

    /**
     * A new video, and what its file will be.
     *
     * @param sizeBytes exactly
     * @param title without one the file's name
     * @param keepDays null or 0 for ever
     */
    @Input("CreateVodUploadInput")
    public record Create(
            @NonNull String filename,
            long sizeBytes,
            @Nullable String contentType,
            @Nullable String title,
            @Nullable String description,
            @Nullable Integer keepDays) {}

    /** All parts of the file. */
    @Input("CompleteVodUploadInput")
    public record Complete(
            @Id @NonNull String uploadId, @NonNull List<@NonNull Part> parts) {}

    /**
     * A part that was written.
     *
     * @param etag as the storage answered
     */
    @Input("CompletedVodPartInput")
    public record Part(int partNumber, @NonNull String etag) {}

    /** Who may watch from now on; what belongs to the kind is needed, and the rest refused. */
    @Input("SetVodPolicyInput")
    public record SetPolicy(
            @Id @NonNull String id,
            @NonNull PolicyKind kind,
            StreamInput.@Nullable SignedToken signedToken,
            StreamInput.@Nullable Webhook webhook) {}
}
