package dev.flotilla.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseStatementTest {
    private static final ReleaseStatement ONE =
            new ReleaseStatement("1.2.3", "linux-amd64", 42, "ab".repeat(32), "1.0.0");

    @Test
    void isWhatItsDocumentationSays() {
        assertThat(ONE.text())
                .isEqualTo("flotilla-release 1\nversion 1.2.3\nplatform linux-amd64\nsize 42\nsha256 " + "ab".repeat(32)
                        + "\nminimum 1.0.0\n");
    }

    @Test
    void isSignedByOneOfTheKeysAndNoOther() throws GeneralSecurityException {
        KeyPair key = newKey();
        KeyPair other = newKey();
        byte[] signature = sign(key);
        assertThat(ONE.isSignedBy(List.of(other.getPublic(), key.getPublic()), signature))
                .isTrue();
        assertThat(ONE.isSignedBy(List.of(other.getPublic()), signature)).isFalse();
        assertThat(ONE.isSignedBy(List.of(key.getPublic()), new byte[3])).isFalse();
        assertThat(new ReleaseStatement("1.2.4", "linux-amd64", 42, "ab".repeat(32), "1.0.0")
                        .isSignedBy(List.of(key.getPublic()), signature))
                .isFalse();
        assertThat(new ReleaseStatement("1.2.3", "linux-amd64", 42, "ab".repeat(32), "")
                        .isSignedBy(List.of(key.getPublic()), signature))
                .isFalse();
    }

    @Test
    void readsAKeyAsOpensslWritesIt() throws GeneralSecurityException {
        KeyPair key = newKey();
        String text = Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
        assertThat(ReleaseKeys.parse(List.of(text))).containsExactly(key.getPublic());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseKeys.parse(List.of("AAAA")))
                .withMessageContaining("AAAA");
    }

    @Test
    void refusesWhatIsNoStatement() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReleaseStatement("../1", "linux-amd64", 1, "ab".repeat(32), ""))
                .withMessageContaining("version")
                .withMessageContaining("../1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReleaseStatement("1.0.0", "Linux", 1, "ab".repeat(32), ""))
                .withMessageContaining("platform");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReleaseStatement("1.0.0", "linux-amd64", 1, "AB", ""))
                .withMessageContaining("sha256");
    }

    @Test
    void versionsAreOrdered() {
        List<String> ordered =
                List.of("0.9.9", "1.0.0-alpha.1", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0", "1.2.0", "1.10.0");
        for (int i = 1; i < ordered.size(); i++) {
            assertThat(new ReleaseVersion(ordered.get(i - 1)).isOlderThan(new ReleaseVersion(ordered.get(i))))
                    .as("%s is older than %s", ordered.get(i - 1), ordered.get(i))
                    .isTrue();
            assertThat(new ReleaseVersion(ordered.get(i)).isOlderThan(new ReleaseVersion(ordered.get(i - 1))))
                    .isFalse();
        }
        assertThat(ReleaseVersion.isOne("1.0")).isFalse();
        assertThat(ReleaseVersion.isOne("1.0.0-a..b")).isFalse();
        assertThat(ReleaseVersion.isOne("1.0.0/..")).isFalse();
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static byte[] sign(KeyPair key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key.getPrivate());
        signature.update(ONE.text().getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }
}
