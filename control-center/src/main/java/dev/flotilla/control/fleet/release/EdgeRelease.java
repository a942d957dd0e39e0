package dev.flotilla.control.fleet.release;

import dev.flotilla.control.object.ObjectKey;
import dev.flotilla.release.ReleaseVersion;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;

/**
 * A version of the edge agent for one platform.
 *
 * @param url where the archive is; empty when the object storage of this control center has it
 * @param minimum the oldest version to which a node that ran this one may go back
 */
@DefaultNonNull
public record EdgeRelease(
        @Id String id,
        String version,
        String platform,
        Channel channel,
        Optional<String> url,
        @Ignore Optional<ObjectKey> object,
        long sizeBytes,
        String sha256,
        Optional<String> minimum,
        @Ignore Signature signature,
        String notes,
        Instant publishedAt,
        Optional<Instant> withdrawnAt,
        Optional<String> withdrawnBecause) {

    /** Ed25519 over the release's statement. */
    record Signature(String base64) {}

    static String id(String version, String platform) {
        return version + "@" + platform;
    }

    ReleaseVersion number() {
        return new ReleaseVersion(version);
    }

    @Ignore
    public boolean isOffered() {
        return withdrawnAt.isEmpty();
    }
}
