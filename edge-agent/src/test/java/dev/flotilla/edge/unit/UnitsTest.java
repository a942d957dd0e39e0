package dev.flotilla.edge.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void areThoseThatAreNamed() {
        assertThat(Units.parse(" mroute ").words()).containsExactly("mroute");
        assertThat(Units.parse("mroute,mroute").has(Unit.MROUTE)).isTrue();
        assertThat(Units.parse("none").has(Unit.MROUTE)).isFalse();
    }

    @Test
    void nameWhatIsNoUnit() {
        assertThatThrownBy(() -> Units.parse("mroute,mruote"))
                .hasMessage(
                        "flotilla.units names 'mruote', which is no unit of this agent: name some of mroute, helmsman, foghorn, or 'none'");
        assertThatThrownBy(() -> Units.parse("mroute,")).hasMessageStartingWith("flotilla.units names '', which is no");
        assertThatThrownBy(() -> Units.parse("MROUTE")).hasMessageContaining("'MROUTE'");
    }
}
