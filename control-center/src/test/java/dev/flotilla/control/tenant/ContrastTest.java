package dev.flotilla.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures of WCAG's own examples and of the usual calculators. */
class ContrastTest {
    @Test
    void isTheRatioOfWcag() {
        assertThat(Contrast.between("#000000", "#ffffff")).isEqualTo(21, within(0.001));
        assertThat(Contrast.between("#ffffff", "#ffffff")).isEqualTo(1, within(0.001));
        assertThat(Contrast.between("#777777", "#ffffff")).isEqualTo(4.48, within(0.01));
        assertThat(Contrast.between("#ffffff", "#FF0000")).isEqualTo(4.00, within(0.01));
        assertThat(Contrast.between("#ffff00", "#ffffff")).isEqualTo(1.07, within(0.01));
    }
}
