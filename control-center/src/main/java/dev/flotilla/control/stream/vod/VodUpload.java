package dev.flotilla.control.stream.vod;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * An upload that is under way, and what of it is there.
 *
 * @param uploadId the id of the video
 * @param partSizeBytes of every part but the last
 * @param parts empty when the upload is over
 * @param expiresAt when it is given up
 */
@DefaultNonNull
public record VodUpload(
        @Id String uploadId, long sizeBytes, long partSizeBytes, Instant expiresAt, List<@NonNull Part> parts) {
    public VodUpload {
        parts = List.copyOf(parts);
    }

    /**
     * A part of the file.
     *
     * @param number from 1 on
     * @param etag of a part that is there
     * @param uploadUrl where a part that is not there is written by one HTTP PUT; a secret until it expires
     */
    @DefaultNonNull
    @Name("VodUploadPart")
    public record Part(int number, long sizeBytes, Optional<String> etag, Optional<String> uploadUrl) {
        /** Leaves the address out. */
        @Override
        public String toString() {
            return "part " + number;
        }
    }
}
