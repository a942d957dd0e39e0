package dev.flotilla.release;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The public halves of the keys that may sign releases. */
public final class ReleaseKeys {
    private ReleaseKeys() {}

    /**
     * Reads keys as {@code openssl pkey -pubout} writes them between its lines: X.509, DER, base64.
     *
     * @throws IllegalArgumentException naming the value that is none
     */
    public static List<PublicKey> parse(List<String> texts) {
        return texts.stream().map(ReleaseKeys::parse).toList();
    }

    private static PublicKey parse(String text) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.strip());
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a release key must be an Ed25519 public key, X.509 in base64: '%s'".formatted(text), e);
        }
    }
}
