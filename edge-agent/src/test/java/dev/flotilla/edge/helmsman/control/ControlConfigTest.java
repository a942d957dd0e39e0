package dev.flotilla.edge.helmsman.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.uplink.identity.UplinkAddress;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ControlConfigTest {
    @Test
    void asksTheControlCenterForFoghornsUnlessToldOtherwise() throws IOException {
        ControlConfig config = read(Map.of());
        assertThat(config.override()).isEmpty();
        assertThat(config.control().answerDeadline()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.events().fallback()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.limits().events()).isEqualTo(200_000);
        assertThat(config.limits().bytes()).isEqualTo(256L << 20);
    }

    @Test
    void takesAddressesWithCommasBetween() throws IOException {
        assertThat(read(Map.of("flotilla.helmsman.foghorns", "one.example.org:18019,[2001:db8::1]:28019"))
                        .override())
                .containsExactly(
                        new UplinkAddress("one.example.org", 18_019), new UplinkAddress("2001:db8::1", 28_019));
    }

    @Test
    void namesKeyAndValueOfWhatIsNoAddress() throws IOException {
        assertThatThrownBy(read(Map.of("flotilla.helmsman.foghorns", "one.example.org"))::override)
                .hasMessageStartingWith("flotilla.helmsman.foghorns: ")
                .hasMessageContaining("'one.example.org'");
    }

    private static ControlConfig read(Map<String, String> settings) throws IOException {
        var shipped = Objects.requireNonNull(ControlConfig.class.getResource("/application.properties"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(shipped, 100))
                .withSources(new PropertiesConfigSource(settings, "settings", 300))
                .withMapping(ControlConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(ControlConfig.class);
    }
}
