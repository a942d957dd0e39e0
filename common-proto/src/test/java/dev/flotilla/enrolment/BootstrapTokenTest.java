package dev.flotilla.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BootstrapTokenTest {
    private static final String SECRET = "bt_" + "0a".repeat(32);
    private static final String FINGERPRINT = "f1".repeat(32);

    @Test
    void readsWhatItWritesAndForgivesSpaceAround() {
        BootstrapToken token = new BootstrapToken(SECRET, FINGERPRINT);

        assertThat(BootstrapToken.parse(" " + token.text() + "\n")).isEqualTo(token);
        assertThat(token.secretHash()).hasSize(64).isNotEqualTo(token.secret().substring(3));
    }

    @Test
    void neverShowsTheSecretByAccident() {
        assertThat(new BootstrapToken(SECRET, FINGERPRINT).toString()).doesNotContain("0a0a");
        assertThatThrownBy(() -> BootstrapToken.parse(SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("0a0a");
    }
}
