package dev.flotilla.edge.foghorn.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.flotilla.edge.foghorn.recent.Recent;
import dev.flotilla.proto.stream.v1.PlaybackPolicy.SignedToken;
import dev.flotilla.proto.stream.v1.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Checks JWTs (RFC 7519) that are signed with ES256 (RFC 7518 3.4), and no others: the token does not choose how it is
 * checked. What it says counts only after its signature.
 */
final class SignedTokens {
    private static final int LONGEST_TOKEN = 8192;
    private static final int SIGNATURE_BYTES = 64;
    private static final int FIELD_BITS = 256;
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int MOST_KEYS = 1_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Recent<ByteString, Optional<PublicKey>> keys =
            new Recent<>(MOST_KEYS, Duration.ofHours(1), System::nanoTime);

    Verdict check(SignedToken policy, String token, Instant now) {
        if (policy.getKeysCount() == 0) {
            return Verdict.denied("no-active-keys");
        }
        if (token.isEmpty()) {
            return Verdict.denied("missing-token");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || token.length() > LONGEST_TOKEN) {
            return Verdict.denied("jwt-not-a-jws");
        }
        try {
            JsonNode header = object(parts[0]);
            if (!header.path("alg").asText().equals("ES256") || header.has("crit")) {
                return Verdict.denied("jwt-wrong-alg");
            }
            Optional<String> problem =
                    signatureProblem(policy, header.path("kid").asText(), parts);
            return problem.isPresent() ? Verdict.denied(problem.get()) : checkClaims(policy, object(parts[1]), now);
        } catch (IOException | IllegalArgumentException malformed) {
            return Verdict.denied("jwt-not-a-jws");
        }
    }

    private Optional<String> signatureProblem(SignedToken policy, String kid, String[] parts) {
        if (kid.isEmpty()) {
            return Optional.of("jwt-missing-kid");
        }
        Optional<SigningKey> named = policy.getKeysList().stream()
                .filter(key -> key.getKid().equals(kid))
                .findFirst();
        if (named.isEmpty()) {
            return Optional.of("jwt-unknown-kid");
        }
        Optional<PublicKey> key = keys.getOrMake(named.get().getPublicKey(), SignedTokens::readKey);
        if (key.isEmpty()) {
            return Optional.of("jwt-bad-public-key");
        }
        return isSignedBy(key.get(), parts) ? Optional.empty() : Optional.of("jwt-sig-fail");
    }

    private static boolean isSignedBy(PublicKey key, String[] parts) {
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(key);
            check.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException noSignature) {
            return false;
        }
    }

    private static Verdict checkClaims(SignedToken policy, JsonNode claims, Instant now) {
        if (!claims.path("exp").isNumber()) {
            return Verdict.denied("jwt-missing-exp");
        }
        if (now.minus(SKEW).getEpochSecond() >= claims.path("exp").asLong()) {
            return Verdict.denied("jwt-expired");
        }
        if (claims.path("nbf").isNumber()
                && now.plus(SKEW).getEpochSecond() < claims.path("nbf").asLong()) {
            return Verdict.denied("jwt-not-yet-valid");
        }
        if (!policy.getAudience().isEmpty() && !isFor(policy.getAudience(), claims.path("aud"))) {
            return Verdict.denied("jwt-aud-mismatch");
        }
        for (Map.Entry<String, String> wanted : policy.getRequiredClaimsMap().entrySet()) {
            JsonNode claim = claims.path(wanted.getKey());
            if (!claim.isValueNode() || claim.isNull() || !claim.asText().equals(wanted.getValue())) {
                return Verdict.denied("jwt-claim-mismatch");
            }
        }
        return Verdict.ALLOWED;
    }

    /** An audience is one text, or a list of them (RFC 7519 4.1.3). */
    private static boolean isFor(String audience, JsonNode claim) {
        if (!claim.isArray()) {
            return claim.isTextual() && claim.asText().equals(audience);
        }
        for (JsonNode one : claim) {
            if (one.isTextual() && one.asText().equals(audience)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode object(String part) throws IOException {
        JsonNode node = json.readTree(Base64.getUrlDecoder().decode(part));
        if (node == null || !node.isObject()) {
            throw new IOException("no JSON object");
        }
        return node;
    }

    /** A key of P-256, the only curve that goes with ES256. */
    private static Optional<PublicKey> readKey(ByteString encoded) {
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
            return key instanceof ECPublicKey onCurve
                            && onCurve.getParams().getCurve().getField().getFieldSize() == FIELD_BITS
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException noKey) {
            return Optional.empty();
        }
    }
}
