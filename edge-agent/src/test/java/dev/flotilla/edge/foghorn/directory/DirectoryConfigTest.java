package dev.flotilla.edge.foghorn.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.foghorn.TestConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryConfigTest {
    @Test
    void whatIsShippedIsTheDefault() {
        assertThat(TestConfig.read(DirectoryConfig.class, Map.of()).bounds()).isEqualTo(CacheBounds.DEFAULT);
    }

    @Test
    void namesWhatIsWrong() {
        for (String key : new String[] {"fresh", "stale", "unknown"}) {
            var config = TestConfig.read(DirectoryConfig.class, Map.of("flotilla.foghorn.directory." + key, "-1s"));
            assertThatThrownBy(config::bounds)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("flotilla.foghorn.directory." + key);
        }
        var none = TestConfig.read(DirectoryConfig.class, Map.of("flotilla.foghorn.directory.most", "0"));
        assertThatThrownBy(none::bounds).hasMessageContaining("flotilla.foghorn.directory.most=0");
    }
}
