package dev.flotilla.edge.foghorn.passage;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PassageConfigTest {
    @Test
    void leadsNobodyAnywhereUnlessToldTo() throws IOException {
        PassageConfig config = read(Map.of());
        assertThat(config.enrolmentPort()).isEmpty();
        assertThat(config.uplinkPort()).isEmpty();
        assertThat(config.mostConnections()).isEqualTo(256);
        assertThat(config.idle()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void takesItsPorts() throws IOException {
        PassageConfig config = read(Map.of(
                "flotilla.foghorn.relay.enrolment-port", "18443", "flotilla.foghorn.relay.uplink-port", "18006"));
        assertThat(config.enrolmentPort()).hasValue(18_443);
        assertThat(config.uplinkPort()).hasValue(18_006);
    }

    private static PassageConfig read(Map<String, String> settings) throws IOException {
        var shipped = Objects.requireNonNull(PassageConfig.class.getResource("/application.properties"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(shipped, 100))
                .withSources(new PropertiesConfigSource(settings, "settings", 300))
                .withMapping(PassageConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(PassageConfig.class);
    }
}
