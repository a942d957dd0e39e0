package dev.flotilla.edge.foghorn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.proto.stream.v1.PlaybackPolicy.SignedToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String VALID = "{\"exp\":1800000100}";
    private static final TestTokens TENANT = new TestTokens();

    private final SignedTokens tokens = new SignedTokens();
    private final SignedToken.Builder policy = SignedToken.newBuilder().addKeys(TENANT.key("k1"));

    private Verdict check(String token) {
        return tokens.check(policy.build(), token, NOW);
    }

    @Test
    void allowsWhatTheTenantSigned() {
        assertThat(check(TENANT.token("k1", VALID))).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void wantsAToken() {
        assertThat(check("")).isEqualTo(Verdict.denied("missing-token"));
    }

    @Test
    void isClosedWithoutKeys() {
        policy.clearKeys();
        assertThat(check(TENANT.token("k1", VALID))).isEqualTo(Verdict.denied("no-active-keys"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", "a.b.c.d", "!.!.!", "e30.e30.", "bnVsbA.e30.AA", "W10.e30.AA"})
    void takesNothingElseForAToken(String text) {
        assertThat(check(text)).isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void takesOnlyKeysOfThePolicy() {
        assertThat(check(TENANT.token("k2", VALID))).isEqualTo(Verdict.denied("jwt-unknown-kid"));
        assertThat(check(TENANT.signed("{\"alg\":\"ES256\"}", VALID))).isEqualTo(Verdict.denied("jwt-missing-kid"));
        assertThat(check(new TestTokens().token("k1", VALID))).isEqualTo(Verdict.denied("jwt-sig-fail"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "NONE", "HS256", "ES384", "RS256", "es256", ""})
    void doesNotLetTheTokenChooseTheAlgorithm(String algorithm) {
        String header = "{\"alg\":\"%s\",\"kid\":\"k1\"}".formatted(algorithm);
        assertThat(check(TENANT.signed(header, VALID))).isEqualTo(Verdict.denied("jwt-wrong-alg"));
    }

    @Test
    void doesNotTakeThePublicKeyForASharedSecret() throws Exception {
        String content = TestTokens.encoded("{\"alg\":\"HS256\",\"kid\":\"k1\"}") + '.' + TestTokens.encoded(VALID);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TENANT.key("k1").getPublicKey().toByteArray(), "HmacSHA256"));
        String forged = content
                + '.'
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        assertThat(check(forged)).isEqualTo(Verdict.denied("jwt-wrong-alg"));
    }

    @Test
    void noticesWhatWasChangedAfterwards() {
        String[] parts = TENANT.token("k1", VALID).split("\\.", -1);
        String changed = parts[0] + '.' + TestTokens.encoded("{\"exp\":1900000000}") + '.' + parts[2];
        assertThat(check(changed)).isEqualTo(Verdict.denied("jwt-sig-fail"));
        assertThat(check(parts[0] + '.' + parts[1] + '.' + "A".repeat(86))).isEqualTo(Verdict.denied("jwt-sig-fail"));
    }

    @ParameterizedTest
    @CsvSource({
        "1799999941, ",
        "1799999940, jwt-expired",
        "1799999000, jwt-expired",
    })
    void allowsAMinuteOfDifferenceBetweenClocks(long expiry, String denied) {
        Verdict verdict = check(TENANT.token("k1", "{\"exp\":%d}".formatted(expiry)));
        assertThat(verdict).isEqualTo(denied == null ? Verdict.ALLOWED : Verdict.denied(denied));
    }

    @Test
    void wantsAnExpiryAndARightTime() {
        assertThat(check(TENANT.token("k1", "{}"))).isEqualTo(Verdict.denied("jwt-missing-exp"));
        assertThat(check(TENANT.token("k1", "{\"exp\":\"1800000100\"}"))).isEqualTo(Verdict.denied("jwt-missing-exp"));
        assertThat(check(TENANT.token("k1", "{\"exp\":1800000900,\"nbf\":1800000061}")))
                .isEqualTo(Verdict.denied("jwt-not-yet-valid"));
        assertThat(check(TENANT.token("k1", "{\"exp\":1800000900,\"nbf\":1800000060}")))
                .isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"player\"'          | true",
                "'[\"x\",\"player\"]'  | true",
                "'\"x\"'               | false",
                "'[]'                  | false",
                "'7'                   | false"
            })
    void wantsItsAudience(String audience, boolean isAllowed) {
        policy.setAudience("player");
        Verdict verdict = check(TENANT.token("k1", "{\"exp\":1800000100,\"aud\":%s}".formatted(audience)));
        assertThat(verdict).isEqualTo(isAllowed ? Verdict.ALLOWED : Verdict.denied("jwt-aud-mismatch"));
    }

    @Test
    void wantsTheClaimsOfThePolicy() {
        policy.putRequiredClaims("room", "7");
        assertThat(check(TENANT.token("k1", VALID))).isEqualTo(Verdict.denied("jwt-claim-mismatch"));
        assertThat(check(TENANT.token("k1", "{\"exp\":1800000100,\"room\":\"8\"}")))
                .isEqualTo(Verdict.denied("jwt-claim-mismatch"));
        assertThat(check(TENANT.token("k1", "{\"exp\":1800000100,\"room\":\"7\"}")))
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void takesNoKeyOfAnotherCurve() {
        policy.clearKeys().addKeys(new TestTokens("secp384r1").key("k1"));
        assertThat(check(TENANT.token("k1", VALID))).isEqualTo(Verdict.denied("jwt-bad-public-key"));
    }
}
