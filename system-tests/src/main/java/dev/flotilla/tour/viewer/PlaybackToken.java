package dev.flotilla.tour.viewer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Tokens that a tenant's own server signs for its viewers (RFC 7519, ES256). */
public final class PlaybackToken {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final PrivateKey key;

    /** @param pem a private key, PKCS#8 */
    public PlaybackToken(String keyId, String pem) throws GeneralSecurityException {
        this.keyId = keyId;
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    /** A token for one stream; one with a negative time has expired. */
    public String sign(String playbackId, Duration validFor) throws GeneralSecurityException {
        String head = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}";
        long expires = Instant.now().plus(validFor).getEpochSecond();
        String claims = "{\"sub\":\"" + playbackId + "\",\"exp\":" + expires + "}";
        String signed = encoded(head) + "." + encoded(claims);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
