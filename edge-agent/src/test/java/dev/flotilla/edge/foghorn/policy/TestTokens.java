package dev.flotilla.edge.foghorn.policy;

import com.google.protobuf.ByteString;
import dev.flotilla.proto.stream.v1.PlaybackPolicy;
import dev.flotilla.proto.stream.v1.PlaybackPolicy.SignedToken;
import dev.flotilla.proto.stream.v1.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A tenant who signs tokens for its viewers. */
public final class TestTokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    public TestTokens() {
        this("secp256r1");
    }

    public TestTokens(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public SigningKey key(String kid) {
        return SigningKey.newBuilder()
                .setKid(kid)
                .setPublicKey(ByteString.copyFrom(keys.getPublic().getEncoded()))
                .build();
    }

    public PlaybackPolicy policy(String kid) {
        return PlaybackPolicy.newBuilder()
                .setSignedToken(SignedToken.newBuilder().addKeys(key(kid)))
                .build();
    }

    public String token(String kid, String claims) {
        return signed("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(kid), claims);
    }

    public String signed(String header, String claims) {
        String content = encoded(header) + '.' + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
