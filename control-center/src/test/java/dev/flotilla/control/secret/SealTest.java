package dev.flotilla.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] SECRET = "a passphrase".getBytes(StandardCharsets.UTF_8);

    private final Seal seal = new Seal(new byte[32]);

    @Test
    void opensWhatItClosed() {
        assertThat(seal.open(seal.close(SECRET, "flow 1"), "flow 1")).isEqualTo(SECRET);
    }

    @Test
    void closesTheSameSecretDifferentlyEachTime() {
        assertThat(seal.close(SECRET, "flow 1")).isNotEqualTo(seal.close(SECRET, "flow 1"));
    }

    @Test
    void opensNothingThatWasMovedOrChangedOrCut() {
        byte[] sealed = seal.close(SECRET, "flow 1");
        assertThatThrownBy(() -> seal.open(sealed, "flow 2"))
                .isInstanceOf(Seal.Broken.class)
                .hasMessageContaining("flow 2");
        sealed[20] ^= 1;
        assertThatThrownBy(() -> seal.open(sealed, "flow 1")).isInstanceOf(Seal.Broken.class);
        assertThatThrownBy(() -> seal.open(new byte[5], "flow 1")).isInstanceOf(Seal.Broken.class);
    }

    @Test
    void opensNothingOfAnotherKey() {
        byte[] other = new byte[32];
        other[0] = 1;
        byte[] sealed = new Seal(other).close(SECRET, "flow 1");
        assertThatThrownBy(() -> seal.open(sealed, "flow 1")).isInstanceOf(Seal.Broken.class);
    }
}
