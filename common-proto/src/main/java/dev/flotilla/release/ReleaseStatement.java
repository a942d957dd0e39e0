package dev.flotilla.release;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * What whoever holds a release key says of one archive, and signs with Ed25519 (RFC 8032). The signature is over {@link #text}, so
 * that nobody without the key can give an archive another version, or send a node back to one with known holes.
 *
 * @param platform for example {@code linux-amd64}
 * @param sha256 of the archive, 64 hexadecimal digits in lower case
 * @param minimum the oldest version to which a node that ran this one may go back; empty for any
 */
public record ReleaseStatement(String version, String platform, long sizeBytes, String sha256, String minimum) {
    private static final Pattern PLATFORM = Pattern.compile("[a-z0-9]{1,20}-[a-z0-9_]{1,20}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException naming the key and the value of the first thing that is wrong */
    public ReleaseStatement {
        require(ReleaseVersion.isOne(version), "version", version, "must be three numbers with dots between");
        require(PLATFORM.matcher(platform).matches(), "platform", platform, "must be like linux-amd64");
        require(sizeBytes > 0, "sizeBytes", Long.toString(sizeBytes), "must be positive");
        require(SHA256.matcher(sha256).matches(), "sha256", sha256, "must be 64 hexadecimal digits in lower case");
        require(minimum.isEmpty() || ReleaseVersion.isOne(minimum), "minimum", minimum, "must be a version");
    }

    /** What is signed: UTF-8, each line ended by one line feed. */
    public String text() {
        return "flotilla-release 1\nversion %s\nplatform %s\nsize %d\nsha256 %s\nminimum %s\n"
                .formatted(version, platform, sizeBytes, sha256, minimum.isEmpty() ? "none" : minimum);
    }

    /** Whether one of those keys signed this. */
    public boolean isSignedBy(Collection<PublicKey> keys, byte[] signature) {
        return keys.stream().anyMatch(key -> isSignedBy(key, signature));
    }

    private boolean isSignedBy(PublicKey key, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text().getBytes(StandardCharsets.UTF_8));
            return check.verify(signature);
        } catch (GeneralSecurityException notOfThisKey) {
            return false;
        }
    }

    private static void require(boolean isRight, String key, String value, String rule) {
        if (!isRight) {
            throw new IllegalArgumentException("%s %s: '%s'".formatted(key, rule, value));
        }
    }
}
