package dev.flotilla.edge.foghorn.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.foghorn.TestConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingConfigTest {
    @Test
    void isBoundedAsShipped() {
        RoutingConfig config = TestConfig.read(RoutingConfig.class, Map.of());
        config.check();
        assertThat(config.perSecond()).isEqualTo(200);
        assertThat(config.waiting()).isEqualTo(2_000);
    }

    @Test
    void namesWhatIsWrong() {
        for (String key : new String[] {"per-second", "waiting"}) {
            var config = TestConfig.read(RoutingConfig.class, Map.of("flotilla.foghorn.events." + key, "0"));
            assertThatThrownBy(config::check).hasMessageContaining("flotilla.foghorn.events." + key + "=0");
        }
    }
}
