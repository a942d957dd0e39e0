package dev.flotilla.control.stream.artifact;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Addresses by which everybody who has them may fetch what the object storage holds of an artifact. */
@DefaultNonNull
public record ArtifactDownload(Instant expiresAt, List<@NonNull File> files) {
    /** One file of it. */
    @DefaultNonNull
    @Name("ArtifactFile")
    public record File(String name, long sizeBytes, String url) {
        /** Leaves the address out. */
        @Override
        public String toString() {
            return "File[" + name + "]";
        }
    }
}
