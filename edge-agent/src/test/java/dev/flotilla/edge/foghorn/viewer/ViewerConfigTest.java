package dev.flotilla.edge.foghorn.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.foghorn.TestConfig;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewerConfigTest {
    @Test
    void allowsSixtyAtOnceAsShipped() {
        var allowance = TestConfig.read(ViewerConfig.class, Map.of()).allowance(() -> 0);
        ClientAddress somebody = new ClientAddress(0, 1);
        for (int i = 0; i < 60; i++) {
            assertThat(allowance.take(somebody)).isTrue();
        }
        assertThat(allowance.take(somebody)).isFalse();
    }

    @Test
    void namesWhatIsWrong() {
        for (String key : new String[] {"per-minute", "burst", "most-addresses"}) {
            var config = TestConfig.read(ViewerConfig.class, Map.of("flotilla.foghorn.unheard-of." + key, "0"));
            assertThatThrownBy(() -> config.allowance(() -> 0))
                    .hasMessageContaining("flotilla.foghorn.unheard-of." + key + "=0");
        }
    }
}
