package dev.flotilla.edge.foghorn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.foghorn.balance.RegionSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FoghornConfigTest {
    @Test
    void whatIsShippedIsTheDefault() throws IOException {
        FoghornConfig config = read(Map.of());
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.http().port()).isEqualTo(18_008);
        assertThat(config.fallback()).isEqualTo("FULL");
        assertThat(config.passphrase()).isEqualTo("koekjes");
        assertThat(config.servers()).isEmpty();
        assertThat(config.token()).isEmpty();
        assertThat(config.region()).isEqualTo(RegionSettings.DEFAULT);
        assertThat(config.proxies().networks()).isEmpty();
        assertThatCode(config::check).doesNotThrowAnyException();
    }

    @Test
    void readsServersAndProxies() throws IOException {
        FoghornConfig config = read(Map.of(
                "flotilla.foghorn.servers", "10.0.0.1:4242/125,edge-2",
                "flotilla.foghorn.trusted-proxies", "10.0.0.0/8,::1"));
        assertThat(config.servers().orElseThrow()).containsExactly("10.0.0.1:4242/125", "edge-2");
        assertThat(config.proxies().networks()).hasSize(2);
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        for (Map.Entry<String, String> wrong : Map.of(
                        "http.port", "70000",
                        "http.loops", "-1",
                        "cutoff.cpu", "101",
                        "spread-above", "0",
                        "stale-after", "0s",
                        "max-nodes", "0",
                        "poll-deadline", "-1s",
                        "trusted-proxies", "proxy.example",
                        "passphrase", "a/b")
                .entrySet()) {
            FoghornConfig config = read(Map.of("flotilla.foghorn." + wrong.getKey(), wrong.getValue()));
            assertThatThrownBy(() -> {
                        config.check();
                        config.region();
                        config.proxies();
                    })
                    .as(wrong.toString())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("flotilla.foghorn");
        }
    }

    private static FoghornConfig read(Map<String, String> settings) throws IOException {
        var shipped = Objects.requireNonNull(FoghornConfig.class.getResource("/application.properties"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(shipped, 100))
                .withSources(new PropertiesConfigSource(settings, "settings", 300))
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(FoghornConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(FoghornConfig.class);
    }
}
